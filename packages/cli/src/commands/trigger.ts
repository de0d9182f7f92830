import { webhookEventTypes, type WebhookEventType } from '@fanfare/contract';
import type { Command, Run } from '../command.js';
import { jsonObject } from '../json-object.js';
import { mockControl, mockUrlOption } from '../mock-control.js';
import { fixRefusal } from '../fix-refusal.js';
import { sendTestWebhook } from '../send-test-webhook.js';
import { columns } from '../terminal/columns.js';
import { UsageError } from '../usage-error.js';
import { webhookTarget } from '../webhook-target.js';

/** Sends a sample of an event. */
export const trigger: Command = {
  summary: 'a sample of an event, signed and delivered now',
  positionals: '<event type>',
  about: [
    '  The mock delivers it to every endpoint that wants it. With --to it is signed here, with FANFARE_WEBHOOK_SECRET or',
    '  --secret-env, and sent straight to your server; no mock is needed then. Without a type the types are listed.',
  ].join('\n'),
  options: {
    ...mockUrlOption,
    organization: {
      type: 'string',
      value: 'id',
      says: 'whose endpoints (default the first shop of the mock)',
    },
    to: { type: 'string', value: 'url', says: 'your own handler, without the mock' },
    'secret-env': {
      type: 'string',
      value: 'name',
      says: 'with --to: the variable that holds the secret (default FANFARE_WEBHOOK_SECRET)',
    },
    data: { type: 'string', value: 'json', says: 'with --to: fields in place of those of the sample' },
  },
  examples: [
    'fanfare trigger order.completed',
    'fanfare trigger queue.consumer.admitted --to http://localhost:3000/webhooks',
    'fanfare trigger',
  ],
  async run(run) {
    const [type, ...surplus] = run.typed.positionals;
    if (surplus.length > 0) throw new UsageError('It takes one type of event.');
    if (type === undefined) {
      run.say({ value: webhookEventTypes, text: webhookEventTypes.join('\n') });
      return 0;
    }
    const known = checkType(type);
    const to = run.typed.text('to');
    refuseIdle(run, to === undefined ? ['data', 'secret-env'] : ['organization', 'mock-url']);
    return to === undefined ? viaMock(run, known) : straight(run, { type: known, to });
  },
};

/** An option that would do nothing is a mistake: somebody expects something of it. */
function refuseIdle({ typed }: Run, idle: readonly string[]): void {
  const given = idle.find((name) => typed.text(name) !== undefined);
  if (given === undefined) return;
  const way = typed.text('to') === undefined ? 'without' : 'with';
  throw new UsageError(`--${given} does nothing ${way} --to.`);
}

function checkType(type: string): WebhookEventType {
  const known = webhookEventTypes.find((name) => name === type);
  if (known !== undefined) return known;
  const [family = ''] = type.split('.');
  const near = webhookEventTypes.filter((name) => family !== '' && name.startsWith(`${family}.`));
  const hint = near.length > 0 ? near.join(', ') : 'fanfare trigger lists them';
  throw new UsageError(`No event is called ${JSON.stringify(type.slice(0, 80))}; there are: ${hint}.`);
}

interface Delivered {
  readonly id: string;
  readonly endpointId: string;
  readonly status: string;
  readonly attempts: readonly { readonly status?: number; readonly error?: string }[];
}

async function viaMock(run: Run, type: WebhookEventType): Promise<number> {
  const control = mockControl(run);
  const organizationId = run.typed.text('organization');
  const deliveries = (await control.ask('POST', '/webhook-events', {
    type,
    ...(organizationId !== undefined && { organizationId }),
  })) as readonly Delivered[];
  if (deliveries.length === 0) {
    throw new Error('No endpoint wants it. Add one with: fanfare listen --forward-to <url>');
  }
  const rows = deliveries.map(({ endpointId, attempts, status }) => {
    const [attempt] = attempts;
    return [endpointId, status, String(attempt?.status ?? attempt?.error ?? 'no answer')];
  });
  run.say({ value: deliveries, text: columns(rows) });
  return deliveries.every(({ status }) => status === 'delivered') ? 0 : 1;
}

async function straight(
  run: Run,
  { type, to }: { readonly type: WebhookEventType; readonly to: string },
): Promise<number> {
  const variable = run.typed.text('secret-env') ?? 'FANFARE_WEBHOOK_SECRET';
  const secret = run.env[variable] ?? '';
  if (secret === '')
    throw new UsageError(`The environment variable ${variable} must hold the webhook secret.`);
  const { webhookEventSamples } = await import('@fanfare/contract/webhooks');
  const answer = await sendTestWebhook(run, {
    type,
    url: webhookTarget('--to', to),
    secret,
    data: { ...webhookEventSamples[type], ...jsonObject('--data', run.typed.text('data')) },
  });
  const isGood = answer.status >= 200 && answer.status < 300;
  const told = `${answer.status}  ${answer.body}`.trimEnd();
  const fix = fixRefusal(answer);
  run.say({
    value: { type, ...answer, ...(!isGood && { fix }) },
    text: isGood ? run.paint.green(told) : `${run.paint.red(told)}\n  ${fix}`,
  });
  return isGood ? 0 : 1;
}
