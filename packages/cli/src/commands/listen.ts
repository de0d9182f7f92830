import { setTimeout as pause } from 'node:timers/promises';
import type { Command, Run } from '../command.js';
import { mockControl, mockUrlOption, type MockControl } from '../mock-control.js';
import { printable } from '../terminal/printable.js';
import { UsageError } from '../usage-error.js';
import { webhookTarget } from '../webhook-target.js';

/** Delivers the webhooks of a running mock to a server of yours. */
export const listen: Command = {
  summary: 'the webhooks of a running mock, delivered to your server',
  about: [
    '  Adds an endpoint to the mock and shows every attempt with the answer of your server, until Ctrl+C takes the endpoint',
    '  away. The secret is that of FANFARE_WEBHOOK_SECRET; without one it is made, and shown once.',
  ].join('\n'),
  options: {
    ...mockUrlOption,
    'forward-to': {
      type: 'string',
      value: 'url',
      says: 'your handler, such as http://localhost:3000/webhooks',
    },
    events: { type: 'string', value: 'types', says: 'only these, between commas (default all)' },
    organization: {
      type: 'string',
      value: 'id',
      says: 'whose webhooks (default the first shop of the mock)',
    },
  },
  examples: [
    'fanfare listen --forward-to http://localhost:3000/webhooks',
    'fanfare listen --forward-to http://localhost:3000/webhooks --events order.completed,order.cancelled',
  ],
  async run(run) {
    const target = run.typed.text('forward-to');
    if (target === undefined) throw new UsageError('--forward-to must say where your handler is.');
    const url = webhookTarget('--forward-to', target);
    const control = mockControl(run);
    const endpoint = await addEndpoint(run, { control, url });
    const ownSecret = (run.env['FANFARE_WEBHOOK_SECRET'] ?? '') !== '';
    run.say({
      value: ownSecret ? { listening: endpoint.id } : { listening: endpoint.id, secret: endpoint.secret },
      text: [
        `Delivering to ${url}, until Ctrl+C.`,
        ownSecret ? 'Signed with your FANFARE_WEBHOOK_SECRET.' : `FANFARE_WEBHOOK_SECRET=${endpoint.secret}`,
      ].join('\n'),
    });
    try {
      await follow(run, { control, endpointId: endpoint.id });
    } finally {
      const { signal: _ended, ...rest } = run;
      const last = mockControl({ ...rest, signal: AbortSignal.timeout(lastCallMs) });
      await last.ask('DELETE', `/webhook-endpoints/${endpoint.id}`).catch(() => {}); // it goes with the mock, too
    }
    return 0;
  },
};

const everyMs = 300;
const lastCallMs = 2_000;

interface Endpoint {
  readonly id: string;
  readonly secret: string;
}

interface Delivery {
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly attempts: readonly { readonly status?: number; readonly error?: string }[];
}

async function addEndpoint(
  { typed, env }: Run,
  { control, url }: { readonly control: MockControl; readonly url: string },
): Promise<Endpoint> {
  const events = typed
    .text('events')
    ?.split(',')
    .map((type) => type.trim());
  const secret = env['FANFARE_WEBHOOK_SECRET'] ?? '';
  const organizationId = typed.text('organization') ?? (await firstOrganization(control));
  return (await control.ask('POST', '/webhook-endpoints', {
    organizationId,
    url,
    ...(events !== undefined && { events }),
    ...(secret !== '' && { secret }),
  })) as Endpoint;
}

async function firstOrganization(control: MockControl): Promise<string> {
  const world = (await control.ask('GET', '/world')) as {
    readonly organizations: readonly { readonly id: string }[];
  };
  return world.organizations[0]?.id ?? '';
}

/** Says every attempt once, in the order in which it is seen. */
async function follow(
  run: Run,
  { control, endpointId }: { readonly control: MockControl; readonly endpointId: string },
): Promise<void> {
  const told = new Map<string, number>();
  while (!run.signal.aborted) {
    const deliveries = await control.ask('GET', '/deliveries').catch((error: unknown) => {
      if (run.signal.aborted) return [];
      throw error;
    });
    for (const delivery of deliveries as readonly Delivery[]) {
      if (delivery.endpointId !== endpointId) continue;
      for (const attempt of delivery.attempts.slice(told.get(delivery.id) ?? 0)) {
        run.say({
          value: { ...delivery, attempts: undefined, ...attempt },
          text: line(run, { delivery, attempt }),
        });
      }
      told.set(delivery.id, delivery.attempts.length);
    }
    await pause(everyMs, undefined, { signal: run.signal }).catch(() => {}); // ended
  }
}

function line(
  { paint }: Run,
  { delivery, attempt }: { readonly delivery: Delivery; readonly attempt: Delivery['attempts'][number] },
): string {
  const { status, error } = attempt;
  const isGood = status !== undefined && status >= 200 && status < 300;
  const told = status === undefined ? printable(error ?? 'no answer', 80) : String(status);
  return `${isGood ? paint.green(told) : paint.red(told)}  ${delivery.eventType}  ${paint.dim(delivery.eventId)}`;
}
