import { describe, expect, it, vi } from 'vitest';
import {
  type WebhookContext,
  type WebhookFailure,
  webhookHandler,
  type WebhookHandlerOptions,
} from '@fanfare/node/webhooks';
import { orderCompleted } from './support/deliveries.js';
import { fakeClock, settle } from './support/fake-clock.js';
import { gate } from './support/gate.js';
import { secret } from './support/samples.js';
import { scriptedInbox } from './support/scripted-inbox.js';

const url = 'http://shop.example/webhooks';
type Options = Partial<WebhookHandlerOptions>;

function setUp(options: Options) {
  const clock = fakeClock();
  const inbox = scriptedInbox(clock);
  const failures: (WebhookFailure & { error: unknown })[] = [];
  const onError = (error: unknown, failure: WebhookFailure) => void failures.push({ ...failure, error });
  const handler = webhookHandler({ secrets: [secret], clock, inbox, on: {}, onError, ...options });
  const webhook = orderCompleted({ id: 'whk_7' });
  const deliver = async (scope?: object) => {
    const response = await handler(webhook.request(url), scope);
    const body = (await response.json()) as unknown;
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  };
  return { clock, inbox, failures, deliver };
}

const fail = (message = 'no'): never => {
  throw new Error(message);
};

describe('H9: a handler that never settles', () => {
  it('is given up after its limit, told so, and tried again once its lease has run out', async () => {
    const signals: AbortSignal[] = [];
    const run = vi.fn((_: unknown, { signal, attempt }: WebhookContext) => {
      signals.push(signal);
      return attempt === 1 ? new Promise<never>(() => {}) : undefined;
    });
    const { clock, deliver, failures } = setUp({
      on: { 'order.completed': run },
      handlerTimeoutMs: 100_000,
      leaseMs: 30_000,
    });
    const first = deliver();
    await vi.waitFor(() => expect(run).toHaveBeenCalled());

    await clock.advance(99_999);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(1);
    expect(await first).toMatchObject({ status: 500, body: { error: 'internal_error' } });
    expect(signals[0]?.reason).toMatchObject({ code: 'timeout' });
    expect(failures).toMatchObject([{ stage: 'handling', error: { code: 'timeout' }, next: 'redelivery' }]);
    expect(clock.waiting).toBe(0);

    expect(await deliver()).toMatchObject({ status: 409, retryAfter: '20' }); // it was renewed 90 s after the start
    await clock.advance(20_000);
    expect((await deliver()).status).toBe(200);
  });

  it('does not count when it settles too late, and what it throws then harms nobody', async () => {
    const held = gate();
    const { clock, deliver, inbox } = setUp({
      on: { 'order.completed': () => held.passed },
      handlerTimeoutMs: 1_000,
    });
    const first = deliver();
    await settle();
    await clock.advance(1_000);
    expect((await first).status).toBe(500);

    held.fail(new Error('too late'));
    await settle();
    expect(inbox.calls).toEqual(['claim']);
  });

  it('has a limit of 5 minutes by default', async () => {
    const { clock, deliver } = setUp({ on: { 'order.completed': () => new Promise(() => {}) } });
    let answered = false;
    const first = deliver().finally(() => (answered = true));
    await settle();

    await clock.advance(299_999);
    expect(answered).toBe(false);
    await clock.advance(1);
    expect((await first).status).toBe(500);
  });
});

describe('H5: a poisonous event', () => {
  it('goes to the dead letters at its last attempt, and its sender stops', async () => {
    const run = vi.fn(() => fail('poison'));
    const deadLetter = vi.fn();
    const { deliver, failures } = setUp({ on: { 'order.completed': run }, deadLetter, maxAttempts: 3 });

    expect([(await deliver()).status, (await deliver()).status]).toEqual([500, 500]);
    expect(deadLetter).not.toHaveBeenCalled();
    expect(await deliver()).toMatchObject({ status: 200, body: { received: true, deadLettered: true } });
    expect(deadLetter).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'whk_7' }), {
      attempt: 3,
      error: expect.objectContaining({ message: 'poison' }),
      secretIndex: 0,
      signal: expect.any(AbortSignal),
      tx: undefined,
    });
    expect(await deliver()).toMatchObject({ status: 200, body: { duplicate: true } });
    expect(run).toHaveBeenCalledTimes(3);
    expect(failures.map(({ attempt, next }) => [attempt, next])).toEqual([
      [1, 'redelivery'],
      [2, 'redelivery'],
      [3, 'dead_letter'],
    ]);
  });

  it('that ends the process each time goes there too, without another run', async () => {
    const run = vi.fn();
    const deadLetter = vi.fn();
    const { clock, deliver, inbox } = setUp({ on: { 'order.completed': run }, deadLetter, maxAttempts: 3 });
    const key = JSON.stringify(['org_test', 'whk_7']);
    for (const owner of ['crash 1', 'crash 2', 'crash 3']) {
      await inbox.claim({ key, owner }, 30_000);
      await clock.advance(30_000);
    }

    expect((await deliver()).body).toMatchObject({ deadLettered: true });
    expect(deadLetter.mock.calls).toMatchObject([[{ id: 'whk_7' }, { attempt: 4, error: undefined }]]);
    expect(run).not.toHaveBeenCalled();
  });

  it('comes again while the dead letters cannot take it', async () => {
    const deadLetter = vi.fn(() => {}).mockImplementationOnce(() => fail('the disk is full'));
    const run = vi.fn(() => fail('poison'));
    const { deliver, failures, inbox } = setUp({
      on: { 'order.completed': run },
      deadLetter,
      maxAttempts: 1,
    });

    expect((await deliver()).status).toBe(500);
    expect(failures.map(({ stage, next }) => [stage, next])).toEqual([
      ['handling', 'dead_letter'],
      ['dead_letter', 'redelivery'],
    ]);
    expect(inbox.calls).toEqual(['claim', 'release']);
    expect((await deliver()).body).toMatchObject({ deadLettered: true });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('goes there too when its handler hangs', async () => {
    const deadLetter = vi.fn();
    const on = { 'order.completed': () => new Promise(() => {}) };
    const { clock, deliver } = setUp({ on, deadLetter, maxAttempts: 1, handlerTimeoutMs: 1_000 });
    const first = deliver();
    await settle();

    await clock.advance(1_000);
    expect((await first).body).toMatchObject({ deadLettered: true });
    expect(deadLetter.mock.calls).toMatchObject([[{}, { error: { code: 'timeout' } }]]);
  });

  it('is tried five times by default, and for ever where nobody would take it over', async () => {
    const deadLetter = vi.fn();
    const on = { 'order.completed': () => fail() };
    const taken = setUp({ on, deadLetter });
    for (let left = 4; left > 0; left -= 1) expect((await taken.deliver()).status).toBe(500);
    expect((await taken.deliver()).status).toBe(200);

    const alone = setUp({ on });
    for (let left = 20; left > 0; left -= 1) expect((await alone.deliver()).status).toBe(500);
  });

  it('holds off its copies while the dead letters take it', async () => {
    const held = gate();
    const { deliver } = setUp({
      on: { 'order.completed': () => fail() },
      deadLetter: () => held.passed,
      maxAttempts: 1,
    });
    const first = deliver();
    await settle();

    expect((await deliver()).status).toBe(409);
    held.open();
    expect((await first).status).toBe(200);
  });
});

describe("H9: ack: 'before'", () => {
  const before = { ack: 'before', deadLetter: () => {} } as const;

  it('answers once the event is claimed, and works on under the lease', async () => {
    const held = gate();
    const work: Promise<unknown>[] = [];
    const run = vi.fn(() => held.passed);
    const waitUntil = (given: Promise<unknown>): void => void work.push(given);
    const { clock, deliver, inbox } = setUp({ ...before, waitUntil, on: { 'order.completed': run } });

    expect(await deliver()).toMatchObject({ status: 200, body: { received: true } });
    expect((await deliver()).status).toBe(409);
    expect(work).toHaveLength(1);
    await clock.advance(60_000);
    expect((await deliver()).status).toBe(409);
    held.open();
    await work[0];
    expect(inbox.calls.at(-1)).toBe('complete');
    expect((await deliver()).body).toMatchObject({ duplicate: true });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('gives the first failure to the dead letters, because nobody delivers again', async () => {
    const deadLetter = vi.fn();
    const { deliver, failures, inbox } = setUp({
      ...before,
      deadLetter,
      on: { 'order.completed': () => fail('no') },
    });

    expect((await deliver()).status).toBe(200);
    await settle();
    expect(deadLetter.mock.calls).toMatchObject([
      [{ id: 'whk_7' }, { attempt: 1, error: { message: 'no' } }],
    ]);
    expect(failures.map(({ next }) => next)).toEqual(['dead_letter']);
    expect(inbox.calls).toEqual(['claim', 'complete']);
  });

  it('says that nothing will happen by itself when the dead letters fail too, and takes a delivery by hand', async () => {
    const run = vi.fn().mockRejectedValueOnce(new Error('no'));
    const deadLetter = vi.fn(() => fail('the disk is full'));
    const { deliver, failures } = setUp({ ...before, deadLetter, on: { 'order.completed': run } });

    expect((await deliver()).status).toBe(200);
    await settle();
    expect(failures.at(-1)).toMatchObject({ stage: 'dead_letter', next: 'none', event: { id: 'whk_7' } });
    deadLetter.mockImplementation(() => undefined as never);
    expect((await deliver()).body).toEqual({ received: true });
    await settle();
    expect(deadLetter).toHaveBeenCalledTimes(2);
    expect((await deliver()).body).toMatchObject({ duplicate: true });
  });

  it('keeps a runtime alive by the waitUntil that came with the request, called as its method', async () => {
    const work: Promise<unknown>[] = [];
    const scope = {
      work,
      waitUntil(given: Promise<unknown>) {
        this.work.push(given);
      },
    };
    const waitUntil = vi.fn();
    const { deliver } = setUp({ ...before, waitUntil, on: { 'order.completed': () => {} } });

    await deliver(scope);
    expect(work).toHaveLength(1);
    expect(waitUntil).not.toHaveBeenCalled();
  });

  it.each([{ params: {} }, { waitUntil: 'no function' }, undefined])(
    'takes %j for a second argument without one',
    async (scope) => {
      const run = vi.fn();
      const { deliver } = setUp({ ...before, on: { 'order.completed': run } });

      expect((await deliver(scope)).status).toBe(200);
      await settle();
      expect(run).toHaveBeenCalledTimes(1);
    },
  );

  it('does its work though waitUntil throws', async () => {
    const run = vi.fn();
    const waitUntil = (): never => fail('outside of a request');
    const { deliver, failures } = setUp({ ...before, waitUntil, on: { 'order.completed': run } });

    expect((await deliver()).status).toBe(200);
    await settle();
    expect(run).toHaveBeenCalledTimes(1);
    expect(failures).toMatchObject([{ error: { message: 'outside of a request' } }]);
  });

  it('answers 500 where not even the claim worked', async () => {
    const { deliver, inbox } = setUp({ ...before, on: { 'order.completed': () => {} } });
    inbox.failNext('claim');

    expect((await deliver()).status).toBe(500);
  });
});

describe('H5: options of a handler', () => {
  const deadLetter = (): void => {};
  const bad: readonly (readonly [unknown, RegExp])[] = [
    [{ maxAttempts: 3 }, /maxAttempts needs deadLetter/],
    [{ maxAttempts: 0, deadLetter }, /maxAttempts must be a whole number from 1 up/],
    [{ maxAttempts: 1.5, deadLetter }, /maxAttempts must be/],
    [{ deadLetter: 'queue' }, /deadLetter must be a function, not a string/],
    [{ ack: 'before' }, /ack: 'before' needs deadLetter/],
    [{ ack: 'before', deadLetter, maxAttempts: 2 }, /maxAttempts cannot go with ack: 'before'/],
    [{ ack: 'never' }, /ack must be "after" or "before"/],
    [{ waitUntil: true }, /waitUntil must be a function/],
    [{ handlerTimeoutMs: 0 }, /handlerTimeoutMs must be/],
    [{ handlerTimeoutMs: Number.NaN }, /handlerTimeoutMs must be/],
    [{ handlerTimeoutMs: '1' }, /handlerTimeoutMs must be/],
    [{ leaseMs: -1 }, /leaseMs must be/],
    [{ inbox: { ...scriptedInbox(fakeClock()), transact: true } }, /inbox.transact must be a function/],
  ];

  it.each(bad)('%j is refused', (options, message) => {
    const given = { secrets: [secret], on: {}, ...(options as Options) }; // what plain JavaScript may pass
    expect(() => webhookHandler(given)).toThrow(message);
  });
});

describe('H5: what is printed of a failure', () => {
  it('says what becomes of the event', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const on = { 'order.completed': () => fail() };
    const request = (): Request => orderCompleted({ id: 'whk_7' }).request(url);
    const base = { secrets: [secret], on };
    await webhookHandler({ ...base, clock: fakeClock() })(request());
    await webhookHandler({ ...base, clock: fakeClock(), ack: 'before', deadLetter: () => fail() })(request());
    await settle();

    expect(print.mock.calls.map(([text]) => text)).toEqual([
      '[fanfare] Handling webhook event whk_7 failed; the sender will deliver it again.',
      '[fanfare] Handling webhook event whk_7 failed; it goes to the dead letters.',
      '[fanfare] Giving up webhook event whk_7 failed; nobody will deliver it again by itself.',
    ]);
  });
});
