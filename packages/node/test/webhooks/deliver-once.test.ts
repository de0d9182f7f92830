import { isFanfareError } from '@fanfare/core/base';
import type { WebhookInbox } from '@fanfare/node/webhooks';
import { describe, expect, it } from 'vitest';
import {
  claimDelivery,
  handleClaimed,
  type DeliveryFailure,
  type OnceOptions,
} from '../../src/webhooks/deliver-once.js';
import { fakeClock } from './support/fake-clock.js';

const claim = { key: 'org_1:whk_1', owner: 'one' };
const broken = new Error('broken');

interface Told extends DeliveryFailure {
  readonly error: unknown;
}

/** Options whose inbox does what a test says, and what was told of failures. */
function once(more: Partial<OnceOptions<unknown>> = {}, inbox: Partial<WebhookInbox<unknown>> = {}) {
  const told: Told[] = [];
  const released: string[] = [];
  const options: OnceOptions<unknown> = {
    inbox: {
      claim: async () => ({ state: 'fresh', attempt: 1 }),
      renew: async () => true,
      complete: async () => true,
      release: async ({ owner }) => void released.push(owner),
      ...inbox,
    } as WebhookInbox<unknown>,
    claim,
    leaseMs: 30_000,
    limitMs: 60_000,
    clock: fakeClock(),
    run: () => undefined,
    deadLetter: undefined,
    maxAttempts: 3,
    redelivers: true,
    report: (error, failure) => void told.push({ error, ...failure }),
    ...more,
  };
  return { options, told, released };
}

const fails = (): never => {
  throw broken;
};

describe('H5: a claim', () => {
  it.each([
    [
      { state: 'fresh', attempt: 4 },
      { outcome: 'claimed', attempt: 4 },
    ],
    [{ state: 'done' }, { outcome: 'duplicate' }],
    [
      { state: 'in_flight', retryAfterMs: 7 },
      { outcome: 'in_flight', retryAfterMs: 7 },
    ],
    [{ state: 'in_flight' }, { outcome: 'in_flight', retryAfterMs: 30_000 }],
  ] as const)('that is answered with %o is %o', async (answer, outcome) => {
    const { options, told } = once({}, { claim: async () => answer as never });

    expect([await claimDelivery(options), told]).toEqual([outcome, []]);
  });

  it('that fails is told, and is delivered again', async () => {
    const { options, told } = once({}, { claim: fails });

    expect(await claimDelivery(options)).toEqual({ outcome: 'failed' });
    expect(told).toEqual([{ error: broken, stage: 'handling', next: 'redelivery' }]);
  });
});

describe('H5: an event that was claimed', () => {
  it('is handled with its attempt, a signal, and nothing given back', async () => {
    const scopes: object[] = [];
    const { options, told, released } = once({ run: (scope) => void scopes.push(scope) });

    expect(await handleClaimed(options, 2)).toEqual({ outcome: 'handled' });
    expect(scopes).toEqual([{ attempt: 2, tx: undefined, signal: expect.any(AbortSignal) as AbortSignal }]);
    expect([told, released]).toEqual([[], []]);
  });

  it.each([
    [{ redelivers: true }, 'redelivery'],
    [{ redelivers: false }, 'none'],
    [{ redelivers: true, deadLetter: () => undefined }, 'redelivery'],
  ] as const)('and fails is told once, and given back: %o', async (more, next) => {
    const { options, told, released } = once({ run: fails, ...more });

    expect(await handleClaimed(options, 2)).toEqual({ outcome: 'failed' });
    expect(told).toEqual([{ error: broken, stage: 'handling', attempt: 2, next }]);
    expect(released).toEqual(['one']);
  });

  it('and fails for the last time goes to the dead letters with its error', async () => {
    const dead: unknown[] = [];
    const deadLetter = (error: unknown, { attempt }: { attempt: number }): void =>
      void dead.push([error, attempt]);
    const { options, told, released } = once({ run: fails, deadLetter });

    expect(await handleClaimed(options, 3)).toEqual({ outcome: 'dead' });
    expect(told).toEqual([{ error: broken, stage: 'handling', attempt: 3, next: 'dead_letter' }]);
    expect([dead, released]).toEqual([[[broken, 3]], []]);
  });

  it('and came too often is not run, and goes there without an error', async () => {
    const dead: unknown[] = [];
    const { options, told } = once({
      run: fails,
      deadLetter: (error, { attempt }) => void dead.push([error, attempt]),
    });

    expect(await handleClaimed(options, 4)).toEqual({ outcome: 'dead' });
    expect([dead, told]).toEqual([[[undefined, 4]], []]);
  });

  it.each([
    [true, 'redelivery'],
    [false, 'none'],
  ] as const)(
    'and cannot go there is given back, where the sender delivers again: %s',
    async (redelivers, next) => {
      const { options, told, released } = once({ run: fails, deadLetter: fails, redelivers });

      expect(await handleClaimed(options, 9)).toEqual({ outcome: 'failed' });
      expect(told).toEqual([{ error: broken, stage: 'dead_letter', attempt: 9, next }]);
      expect(released).toEqual(['one']);
    },
  );

  it.each([
    ['handled', { redelivers: true }, 1, 'redelivery'],
    ['handled for a sender that does not deliver again', { redelivers: false }, 1, 'none'],
    ['a dead letter', { deadLetter: () => undefined }, 9, 'redelivery'],
  ] as const)(
    'and was lost to another delivery while it was %s says so, and asks again',
    async (_, more, attempt, next) => {
      const { options, told, released } = once(more, { complete: async () => false });

      expect(await handleClaimed(options, attempt)).toEqual({ outcome: 'in_flight', retryAfterMs: 30_000 });
      expect(told).toEqual([{ error: expect.anything() as unknown, stage: 'handling', attempt, next }]);
      const [{ error } = { error: undefined }] = told;
      expect(isFanfareError(error) && error.code).toBe('aborted');
      expect(String(error)).toMatch(/another delivery took the event\. Nothing was noted as done\.$/);
      expect(released).toEqual(['one']);
    },
  );

  it('and could not be given back is told, and stays a failure', async () => {
    const { options, told } = once({ run: fails }, { release: fails });

    expect(await handleClaimed(options, 1)).toEqual({ outcome: 'failed' });
    expect(told.at(-1)).toEqual({ error: broken, stage: 'handling' });
  });

  it('and could not be noted is tried twice, told, and handled all the same', async () => {
    const { options, told } = once({}, { complete: fails });

    expect(await handleClaimed(options, 5)).toEqual({ outcome: 'handled' });
    expect(told).toEqual([1, 2].map(() => ({ error: broken, stage: 'handling', attempt: 5 })));
  });

  it('and hangs is given up, and its lease is left to run out', async () => {
    const clock = fakeClock();
    const { options, told, released } = once({ clock, run: () => new Promise(() => undefined) });
    const outcome = handleClaimed(options, 1);

    await clock.advance(60_000);

    expect([await outcome, released, clock.waiting]).toEqual([{ outcome: 'failed' }, [], 0]);
    expect(told).toMatchObject([
      { error: { code: 'timeout' }, stage: 'handling', attempt: 1, next: 'redelivery' },
    ]);
  });

  it('and hangs with the dead letters is left to its lease as well', async () => {
    const clock = fakeClock();
    const { options, told, released } = once({ clock, deadLetter: () => new Promise(() => undefined) });
    const outcome = handleClaimed(options, 9);

    await clock.advance(60_000);

    expect([await outcome, released]).toEqual([{ outcome: 'failed' }, []]);
    expect(told).toMatchObject([{ error: { code: 'timeout' }, stage: 'dead_letter', attempt: 9 }]);
  });
});

describe('H5: an inbox with transactions', () => {
  type Transact = NonNullable<WebhookInbox<unknown>['transact']>;
  const lost = new AbortController().signal;
  const transact = (answer: boolean, seen: unknown[] = []): { transact: Transact } => ({
    async transact(given, { run, limitMs, signal }) {
      seen.push(given, limitMs, signal.aborted);
      await run('tx_1', lost);
      return answer;
    },
  });

  it('runs the handler in one, with its transaction and its limit', async () => {
    const seen: unknown[] = [];
    const { options, released } = once({ run: ({ tx }) => void seen.push(tx) }, transact(true, seen));

    expect(await handleClaimed(options, 1)).toEqual({ outcome: 'handled' });
    expect([seen, released]).toEqual([[claim, 60_000, false, 'tx_1'], []]);
  });

  it('loses the event where it was not committed', async () => {
    const { options } = once({}, transact(false));

    expect(await handleClaimed(options, 1)).toMatchObject({ outcome: 'in_flight' });
  });

  it('fails with what the handler throws', async () => {
    const { options, told } = once({ run: fails }, transact(true));

    expect(await handleClaimed(options, 1)).toEqual({ outcome: 'failed' });
    expect(told).toMatchObject([{ error: broken }]);
  });

  it('tells the handler that the event is lost, and commits nothing of one that stopped early', async () => {
    const losing = new AbortController();
    const signals: AbortSignal[] = [];
    const committed: boolean[] = [];
    const { options } = once(
      {
        async run({ signal }) {
          signals.push(signal);
          losing.abort(broken);
        },
      },
      {
        async transact(_, { run }) {
          await run('tx_1', losing.signal);
          committed.push(true);
          return true;
        },
      } as Partial<WebhookInbox<unknown>>,
    );

    expect(await handleClaimed(options, 1)).toEqual({ outcome: 'failed' });
    expect([signals[0]?.aborted, committed]).toEqual([true, []]);
  });
});
