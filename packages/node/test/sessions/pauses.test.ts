import { describe, expect, it } from 'vitest';
import { memorySessionStore, type SessionStore } from '@fanfare/node/sessions';
import { openBackend, type Backend } from './support/open-backend.js';
import type { ShopPage } from './support/shop-page.js';

const after = { body: { after: 0 } };

/** A store that does something after a given call of the first refresh, before its caller hears of the answer. */
function pausing(
  store: SessionStore,
  { at, pause }: { at: number; pause: () => Promise<void> },
): SessionStore {
  let calls = 0;
  const then = async <T>(result: Promise<T>): Promise<T> => {
    const value = await result;
    calls += 1;
    if (calls === at) await pause();
    return value;
  };
  return {
    ...store,
    read: (key) => then(store.read(key)),
    lease: (lease, leaseMs) => then(store.lease(lease, leaseMs)),
  };
}

/** A browser that two processes answer: one that stands still, and another that goes on meanwhile. */
async function openPair(
  make: (parts: { pause: () => Promise<void>; store: SessionStore }) => Parameters<Backend['another']>[0],
): Promise<{ backend: Backend; slow: ShopPage; other: ShopPage }> {
  const backend = openBackend({ settings: { leewayMs: 0 } });
  const store = memorySessionStore({ clock: backend.clock });
  const busy = backend.another({ store });
  const other = backend.page(busy);
  await other.ask('GET /session');
  await other.ask('POST /auth/guest');
  const pause = async (): Promise<void> => {
    await backend.platform.clock.advance('4s');
    expect(await other.ask('POST /auth/refresh', after)).toMatchObject({ status: 200 });
  };
  const clock = {
    ...backend.clock,
    // A process that stands still extends no lease.
    setTimeout: (run: () => void, ms: number) =>
      ms === 750 ? () => undefined : backend.clock.setTimeout(run, ms),
  };
  const slow = backend.page(backend.another({ store, clock, ...make({ pause, store }) }));
  for (const [name, value] of other.cookies) slow.cookies.set(name, value);
  return { backend, slow, other };
}

async function expectAlive({ backend, slow, other }: Awaited<ReturnType<typeof openPair>>): Promise<void> {
  expect(await slow.ask('POST /auth/refresh', after)).toMatchObject({
    status: 200,
    data: { generation: 1 },
  });
  expect(backend.calls('auth.refresh')).toBe(1);
  expect(await other.ask('POST /auth/refresh', { body: { after: 1 } })).toMatchObject({
    status: 200,
    data: { generation: 2 },
  });
}

describe('B5: a process that stands still for longer than its lease, on a strict server', () => {
  it.each([1, 2, 3, 4, 5])('sends nothing that another has sent meanwhile: after step %i', async (at) => {
    await expectAlive(await openPair(({ store, pause }) => ({ store: pausing(store, { at, pause }) })));
  });

  it('does not send again what was lost before it stood still', async () => {
    const late: { backend?: Backend } = {};
    const pair = await openPair(({ pause }) => {
      let isFirst = true;
      return {
        fetch: async (input, init) => {
          if (!isFirst) return (late.backend as Backend).platform.fetch(new Request(input, init)); // set below
          isFirst = false;
          await pause();
          throw new TypeError('fetch failed');
        },
      };
    });
    late.backend = pair.backend;
    await expectAlive(pair);
  });

  it('notices at the very moment of sending that it stood still', async () => {
    const backend = openBackend({ settings: { leewayMs: 0 } });
    let stoodStill = 0;
    const clock = { ...backend.clock, now: () => backend.clock.now() + stoodStill };
    const store = memorySessionStore({ clock });
    const other = backend.page(backend.another({ store, clock }));
    await other.ask('GET /session');
    await other.ask('POST /auth/guest');
    let meanwhile: Promise<unknown> | undefined;
    let hasJustStood = false;
    const slowClock = {
      ...clock,
      setTimeout(run: () => void, ms: number) {
        if (ms === 750) return () => undefined; // it extends no lease while it stands still
        if (ms === 3_500 && meanwhile === undefined) {
          // The limit of the attempt: all looks are over, and the next thing is the request.
          stoodStill += 4_000;
          hasJustStood = true;
          meanwhile = other.ask('POST /auth/refresh', after);
        }
        return clock.setTimeout(run, ms);
      },
    };
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answered = await backend.platform.fetch(new Request(input, init));
      if (hasJustStood) await meanwhile; // on its way while the other one is at it
      return answered;
    };
    const slowStore: SessionStore = {
      ...store,
      async lease(lease, leaseMs) {
        hasJustStood = false; // a turn that is taken anew is a good one
        return store.lease(lease, leaseMs);
      },
    };
    const slow = backend.page(backend.another({ store: slowStore, clock: slowClock, fetch }));
    for (const [name, value] of other.cookies) slow.cookies.set(name, value);

    const answer = await slow.ask('POST /auth/refresh', after);

    expect(await meanwhile).toMatchObject({ status: 200, data: { generation: 1 } });
    expect(answer).toMatchObject({ status: 200, data: { generation: 1 } });
    await expectAlive({ backend, slow, other });
  });

  it.each(['4s', '20s', '50s'])(
    'costs no session while its request is on its way, where the shop says that there is no leeway: %s',
    async (stood) => {
      const backend = openBackend({ settings: { leewayMs: 0 } });
      const store = memorySessionStore({ clock: backend.clock });
      const other = backend.page(backend.another({ store, leewayMs: 0 }));
      await other.ask('GET /session');
      await other.ask('POST /auth/guest');
      const due: { run: () => void; at: number }[] = [];
      let waiting: Promise<unknown> | undefined;
      const slow = backend.page(
        backend.another({
          store,
          leewayMs: 0,
          clock: {
            ...backend.clock,
            setTimeout(run, ms) {
              if (ms === 750) return () => undefined; // it extends no lease while it stands still
              if (ms < 1_000) return backend.clock.setTimeout(run, ms);
              const deadline = { run, at: backend.clock.now() + ms };
              due.push(deadline);
              return () => void due.splice(due.indexOf(deadline) >>> 0, 1);
            },
          },
          async fetch(input, init) {
            const answered = await backend.platform.fetch(new Request(input, { ...init, signal: null }));
            if (waiting !== undefined) return answered;
            await backend.platform.clock.advance(stood);
            waiting = other.ask('POST /auth/refresh', after);
            await new Promise((resolve) => setTimeout(resolve, 50));
            // Once it goes on, what is due runs before anything that arrived is read.
            for (const { run, at } of [...due]) if (at <= backend.clock.now()) run();
            init?.signal?.throwIfAborted();
            return answered;
          },
        }),
      );
      for (const [name, value] of other.cookies) slow.cookies.set(name, value);

      expect(await slow.ask('POST /auth/refresh', after)).toMatchObject({
        status: 200,
        data: { generation: 1 },
      });
      expect(await waiting).toMatchObject({ status: 200, data: { generation: 1 } });
      await expectAlive({ backend, slow, other });
    },
  );

  it('keeps others waiting for 3 seconds only, where it died before it sent anything', async () => {
    const backend = openBackend({ settings: { leewayMs: 0 } });
    const store = memorySessionStore({ clock: backend.clock });
    const other = backend.page(backend.another({ store, leewayMs: 0 }));
    await other.ask('GET /session');
    await other.ask('POST /auth/guest');
    const died = new Promise<void>((resolve) => {
      const lease: SessionStore['lease'] = async (...turn) => {
        await store.lease(...turn);
        resolve();
        return new Promise(() => undefined); // it hears of nothing any more
      };
      const dead = backend.page(backend.another({ store: { ...store, lease }, leewayMs: 0 }));
      for (const [name, value] of other.cookies) dead.cookies.set(name, value);
      void dead.ask('POST /auth/refresh', after);
    });
    await died;
    await backend.platform.clock.advance('4s');

    expect(await other.ask('POST /auth/refresh', after)).toMatchObject({
      status: 200,
      data: { generation: 1 },
    });
  });
});
