import { webhookRetrySchedule } from '@fanfare/contract';
import type { InboxClaim, WebhookInbox } from './inbox.js';

/** An inbox under test, empty at first. */
export interface InboxHarness {
  readonly inbox: WebhookInbox;
  /** Lets the inbox's own time pass: a fake clock, or a store whose times are moved back. */
  advance(ms: number): Promise<void>;
  /** Frees what the harness holds. */
  close?(): Promise<void>;
}

/** One promise that an inbox keeps. */
export interface InboxCheck {
  readonly name: string;
  /** Opens a harness of its own and rejects where the promise is broken. */
  run(): Promise<void>;
}

type Scenario = (harness: InboxHarness) => Promise<void>;

const leaseMs = 1_000;
const retriesMs = webhookRetrySchedule.reduce((sum, seconds) => sum + seconds, 0) * 1_000;
const ours: InboxClaim = { key: '["org_1","whk_1"]', owner: 'first' };
const theirs: InboxClaim = { ...ours, owner: 'second' };

const scenarios: Readonly<Record<string, Scenario>> = {
  'gives an event to the first claim and holds off the second': async ({ inbox }) => {
    expect(await inbox.claim(ours, leaseMs), 'fresh');
    expect(await inbox.claim(theirs, leaseMs), 'in_flight');
  },
  'holds off even the owner of the lease, for one claim is one attempt': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    expect(await inbox.claim(ours, leaseMs), 'in_flight');
  },
  'lets exactly one of 50 parallel claims win': async ({ inbox }) => {
    const owners = Array.from({ length: 50 }, (_, index) => `parallel-${index}`);
    const states = await Promise.all(owners.map((owner) => inbox.claim({ key: ours.key, owner }, leaseMs)));
    expect(states.filter((state) => state === 'fresh').length, 1);
    expect(states.filter((state) => state === 'in_flight').length, 49);
  },
  'answers done after the completion': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.complete(ours);
    expect(await inbox.claim(theirs, leaseMs), 'done');
  },
  'remembers what is done for longer than the platform delivers again': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.complete(ours);
    await advance(retriesMs + leaseMs);
    expect(await inbox.claim(theirs, leaseMs), 'done');
  },
  'gives the event away again after the release': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.release(ours);
    expect(await inbox.claim(theirs, leaseMs), 'fresh');
  },
  'gives the event away again when the lease ran out': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    expect(await inbox.claim(theirs, leaseMs), 'fresh');
  },
  'keeps a renewed lease': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs * 0.8);
    expect(await inbox.renew(ours, leaseMs), true);
    await advance(leaseMs * 0.8);
    expect(await inbox.claim(theirs, leaseMs), 'in_flight');
  },
  'renews nothing for those who do not hold the lease': async ({ inbox, advance }) => {
    expect(await inbox.renew(ours, leaseMs), false);
    await inbox.claim(ours, leaseMs);
    expect(await inbox.renew(theirs, leaseMs), false);
    await advance(leaseMs + 1);
    await inbox.claim(theirs, leaseMs);
    expect(await inbox.renew(ours, leaseMs), false);
  },
  'does not bring a released lease back': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.release(ours);
    expect(await inbox.renew(ours, leaseMs), false);
    expect(await inbox.claim(theirs, leaseMs), 'fresh');
  },
  'does not turn what is done back into a lease': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.complete(ours);
    expect(await inbox.renew(ours, leaseMs), false);
    await inbox.release(ours);
    expect(await inbox.claim(theirs, leaseMs), 'done');
  },
  'does not let a late owner release the lease of the next': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    await inbox.claim(theirs, leaseMs);
    await inbox.release(ours);
    expect(await inbox.claim({ ...ours, owner: 'third' }, leaseMs), 'in_flight');
  },
  'notes the completion of a late owner, for the effect has happened': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    await inbox.claim(theirs, leaseMs);
    await inbox.complete(ours);
    await inbox.release(theirs);
    expect(await inbox.claim({ ...ours, owner: 'third' }, leaseMs), 'done');
  },
  'keeps events apart whose keys look alike': async ({ inbox }) => {
    const keys = [
      ours.key,
      `${ours.key} `,
      ours.key.toUpperCase(),
      `${ours.key}'"\\%_{}ß🎺`,
      '__proto__',
      '',
    ];
    for (const key of keys) expect(await inbox.claim({ key, owner: 'one' }, leaseMs), 'fresh');
    await inbox.complete({ key: ours.key, owner: 'one' });
    expect(await inbox.claim({ key: ours.key.toUpperCase(), owner: 'two' }, leaseMs), 'in_flight');
  },
};

/**
 * Lists what every {@link WebhookInbox} must do, as named checks for any test runner.
 *
 * @param open - Makes an empty inbox; called once per check.
 * @example
 * ```ts
 * import { test } from 'node:test';
 * import { inboxConformance, memoryInbox } from '@fanfare/node/webhooks';
 *
 * let now = 0;
 * const clock = { now: () => now, setTimeout: () => () => {} };
 * const checks = inboxConformance(async () => ({
 *   inbox: memoryInbox({ clock }),
 *   advance: async (ms) => void (now += ms),
 * }));
 * for (const { name, run } of checks) test(name, run);
 * ```
 */
export function inboxConformance(open: () => Promise<InboxHarness>): readonly InboxCheck[] {
  return Object.entries(scenarios).map(([name, scenario]) => ({
    name,
    async run() {
      const harness = await open();
      try {
        await scenario(harness);
      } finally {
        await harness.close?.();
      }
    },
  }));
}

function expect<T extends string | number | boolean>(actual: T, expected: T): void {
  if (actual !== expected) throw new Error(`expected ${expected}, got ${actual}`);
}
