// Table of the promises of an inbox, each with what breaks it.
import { webhookRetrySchedule } from '@fanfare/contract';
import type { InboxAnswer, InboxClaim, WebhookInbox } from './inbox.js';

/** An inbox under test, empty at first. */
export interface InboxHarness<Tx = undefined> {
  readonly inbox: WebhookInbox<Tx>;
  /** Lets the inbox's own time pass: a fake clock, or a store whose times are moved back. */
  advance(ms: number): Promise<void>;
  /** Frees what the harness holds. */
  close?(): Promise<void>;
}

type Scenario = (harness: InboxHarness<unknown>) => Promise<void>;

const leaseMs = 10_000; // longer than a scenario takes on a slow machine: stores have clocks of their own
const retriesMs = webhookRetrySchedule.reduce((sum, seconds) => sum + seconds, 0) * 1_000;
const ours: InboxClaim = { key: '["org_1","whk_1"]', owner: 'first' };
const theirs: InboxClaim = { ...ours, owner: 'second' };
const thirds: InboxClaim = { ...ours, owner: 'third' };

/** What every inbox must do, by what it says of itself. */
export const inboxScenarios: Readonly<Record<string, Scenario>> = {
  'gives an event to the first claim and holds off the second': async ({ inbox }) => {
    expectState(await inbox.claim(ours, leaseMs), 'fresh');
    expectState(await inbox.claim(theirs, leaseMs), 'in_flight');
  },
  'tells no later end of a lease than it has': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    const answer = await inbox.claim(theirs, leaseMs * 100);
    const waitMs = answer.state === 'in_flight' ? (answer.retryAfterMs ?? leaseMs) : -1;
    expect(waitMs > 0 && waitMs <= leaseMs, true);
  },
  'holds off even the owner of the lease, for one claim is one attempt': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    expectState(await inbox.claim(ours, leaseMs), 'in_flight');
  },
  'lets exactly one of 50 parallel claims win': async ({ inbox }) => {
    expect(await winners(inbox), 1);
  },
  'lets exactly one of 50 parallel claims win an event that was given back': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.release(ours);
    expect(await winners(inbox), 1);
  },
  'lets exactly one of 50 parallel claims win an event whose lease ran out': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    expect(await winners(inbox), 1);
  },
  'holds nobody off from another event': async ({ inbox }) => {
    const keys = Array.from({ length: 50 }, (_, index) => `["org_1","whk_${index}"]`);
    const answers = await Promise.all(keys.map((key) => inbox.claim({ key, owner: 'one' }, leaseMs)));
    for (const answer of answers) expectState(answer, 'fresh');
  },
  'answers done after the completion': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    expect(await inbox.complete(ours), true);
    expectState(await inbox.claim(theirs, leaseMs), 'done');
  },
  'takes the same completion twice, for its answer may be lost': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.complete(ours);
    expect(await inbox.complete(ours), true);
    expectState(await inbox.claim(theirs, leaseMs), 'done');
  },
  'remembers what is done for longer than the platform delivers again': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.complete(ours);
    await advance(retriesMs + leaseMs);
    expectState(await inbox.claim(theirs, leaseMs), 'done');
  },
  'gives the event away again after the release': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.release(ours);
    expectState(await inbox.claim(theirs, leaseMs), 'fresh');
  },
  'gives the event away again when the lease ran out': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    expectState(await inbox.claim(theirs, leaseMs), 'fresh');
  },
  'counts the attempts, crashed ones too, and not those that it held off': async ({ inbox, advance }) => {
    expectAttempt(await inbox.claim(ours, leaseMs), 1);
    await inbox.claim(theirs, leaseMs);
    await inbox.release(ours);
    expectAttempt(await inbox.claim(theirs, leaseMs), 2);
    await advance(leaseMs + 1);
    expectAttempt(await inbox.claim(thirds, leaseMs), 3);
  },
  'remembers the attempts for as long as the platform delivers again': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.release(ours);
    await advance(retriesMs);
    expectAttempt(await inbox.claim(theirs, leaseMs), 2);
  },
  'keeps a renewed lease': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs * 0.8);
    expect(await inbox.renew(ours, leaseMs), true);
    await advance(leaseMs * 0.8);
    expectState(await inbox.claim(theirs, leaseMs), 'in_flight');
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
    expect(await inbox.complete(ours), false);
    expectState(await inbox.claim(theirs, leaseMs), 'fresh');
  },
  'does not turn what is done back into a lease': async ({ inbox }) => {
    await inbox.claim(ours, leaseMs);
    await inbox.complete(ours);
    expect(await inbox.renew(ours, leaseMs), false);
    await inbox.release(ours);
    expectState(await inbox.claim(theirs, leaseMs), 'done');
  },
  'does not let a late owner release the lease of the next': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    await inbox.claim(theirs, leaseMs);
    await inbox.release(ours);
    expectState(await inbox.claim(thirds, leaseMs), 'in_flight');
  },
  'refuses the completion of those whose event was taken': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    await inbox.claim(theirs, leaseMs);
    expect(await inbox.complete(ours), false);
    await inbox.release(theirs);
    expectState(await inbox.claim(thirds, leaseMs), 'fresh');
    expect(await inbox.complete(thirds), true);
    expect(await inbox.complete(ours), false);
  },
  'takes the completion of a late owner whose event nobody took': async ({ inbox, advance }) => {
    await inbox.claim(ours, leaseMs);
    await advance(leaseMs + 1);
    expect(await inbox.complete(ours), true);
    expectState(await inbox.claim(theirs, leaseMs), 'done');
  },
  'completes nothing that was never claimed': async ({ inbox }) => {
    expect(await inbox.complete(ours), false);
    expectState(await inbox.claim(theirs, leaseMs), 'fresh');
  },
  'keeps events apart whose keys look alike': async ({ inbox }) => {
    const keys = [
      ours.key,
      `${ours.key} `,
      ours.key.toUpperCase(),
      `${ours.key}'"\\%_{}ß🎺`,
      '__proto__',
      '',
      'a\u0000b',
      'a\u0000c',
      '\ud800',
      '\ud801',
      'x'.repeat(10_000),
      `${'x'.repeat(10_000)}y`,
    ];
    for (const key of keys) expectState(await inbox.claim({ key, owner: 'one' }, leaseMs), 'fresh');
    await inbox.complete({ key: ours.key, owner: 'one' });
    const upper = await inbox.claim({ key: ours.key.toUpperCase(), owner: 'two' }, leaseMs);
    expectState(upper, 'in_flight');
  },
};

async function winners(inbox: WebhookInbox<unknown>): Promise<number> {
  const owners = Array.from({ length: 50 }, (_, index) => `parallel-${index}`);
  const answers = await Promise.all(owners.map((owner) => inbox.claim({ key: ours.key, owner }, leaseMs)));
  const won = answers.filter(({ state }) => state === 'fresh').length;
  expect(answers.filter(({ state }) => state === 'in_flight').length, 50 - won);
  return won;
}

function expectState({ state }: InboxAnswer, expected: InboxAnswer['state']): void {
  expect(state, expected);
}

function expectAttempt(answer: InboxAnswer, expected: number): void {
  expect(answer.state === 'fresh' ? answer.attempt : answer.state, expected);
}

/** Rejects what differs from what was promised. */
export function expect(
  actual: string | number | boolean | undefined,
  expected: string | number | boolean,
): void {
  if (actual !== expected) throw new Error(`expected ${expected}, got ${actual}`);
}
