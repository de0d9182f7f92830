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
});
