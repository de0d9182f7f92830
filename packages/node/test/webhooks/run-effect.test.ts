import { describe, expect, it } from 'vitest';
import type { InboxTransaction, WebhookInbox } from '../../src/webhooks/inbox.js';
import { runEffect, type EffectOptions } from '../../src/webhooks/run-effect.js';
import { fakeClock } from './support/fake-clock.js';
import { scriptedInbox } from './support/scripted-inbox.js';

const claim = { key: 'a', owner: 'one' };

/** An effect under a claim, in an inbox of which some methods may answer as the test wants. */
async function effect(
  run: EffectOptions<unknown>['run'],
  { inbox: changes = {} }: { readonly inbox?: Partial<WebhookInbox<unknown>> } = {},
) {
  const clock = fakeClock();
  const inbox = scriptedInbox(clock);
  await inbox.claim(claim, 30_000);
  const told: unknown[] = [];
  const options = {
    claim,
    leaseMs: 30_000,
    limitMs: 20_000,
    clock,
    run,
    report: (error: unknown) => void told.push(error),
  };
  const result = runEffect({ ...options, inbox: { ...inbox, ...changes } });
  return { result, inbox, clock, told };
}

describe('H5: an effect under a lease', () => {
  it('is completed where the inbox notes it down', async () => {
    const { result, inbox } = await effect(() => undefined);

    expect(await result).toEqual({ outcome: 'completed' });
    expect(inbox.calls).toEqual(['claim', 'complete']);
  });

  it('is lost where another claim has the event by then', async () => {
    const { result } = await effect(() => undefined, { inbox: { complete: () => Promise.resolve(false) } });

    expect(await result).toEqual({ outcome: 'lost', error: undefined });
  });

  it('is lost, with the reason, where the lease was', async () => {
    let end = (): void => {};
    const work = new Promise<void>((resolve) => (end = resolve));
    const { result, clock } = await effect(() => work, { inbox: { renew: () => Promise.resolve(false) } });
    await clock.advance(10_000); // the lease is renewed after a third of it
    end();

    expect(await result).toMatchObject({ outcome: 'lost', error: { code: 'aborted' } });
  });

  it('is lost, and did not fail, where it stops because its lease was lost', async () => {
    const { result, clock } = await effect(
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      { inbox: { renew: () => Promise.resolve(false) } },
    );
    await clock.advance(10_000);

    expect(await result).toMatchObject({ outcome: 'lost', error: { code: 'aborted' } });
  });

  it('failed where it threw, and hung where it did not end in time', async () => {
    const failure = new Error('no stock');
    const failed = await effect(() => Promise.reject(failure));
    const hung = await effect(() => new Promise(() => {}));
    await hung.clock.advance(20_000);

    expect(await failed.result).toEqual({ outcome: 'failed', error: failure });
    expect(await hung.result).toMatchObject({ outcome: 'hung', error: { code: 'timeout' } });
  });

  it('is noted down in a second try, and counts as there where that fails, too', async () => {
    const inbox = (failures: number): Partial<WebhookInbox<unknown>> => ({
      complete: () =>
        failures-- > 0 ? Promise.reject(new Error('the store is down')) : Promise.resolve(true),
    });
    const once = await effect(() => undefined, { inbox: inbox(1) });
    const twice = await effect(() => undefined, { inbox: inbox(2) });
    const answers = [await once.result, await twice.result];

    expect(answers).toEqual([{ outcome: 'completed' }, { outcome: 'completed' }]);
    expect([once.told.length, twice.told.length]).toEqual([1, 2]);
  });
});

describe('H5: an effect in a transaction', () => {
  const within = (lost: AbortSignal): Partial<WebhookInbox<unknown>> => ({
    async transact(_, { run }: InboxTransaction<unknown>) {
      await run({}, lost);
      return true;
    },
  });

  it('is not there where the connection broke as it ended', async () => {
    const connection = new AbortController();
    const broken = new Error('the connection broke');
    const { result } = await effect(() => connection.abort(broken), { inbox: within(connection.signal) });

    expect(await result).toEqual({ outcome: 'failed', error: broken });
  });

  it('is lost where another claim has the event by then', async () => {
    const { result } = await effect(() => undefined, { inbox: { transact: () => Promise.resolve(false) } });

    expect(await result).toEqual({ outcome: 'lost', error: undefined });
  });
});
