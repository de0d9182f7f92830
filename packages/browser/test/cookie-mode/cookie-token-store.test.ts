import type { ConsumerId, PageSession, Timestamp } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import { cookieTokenStore, handleOf, readHandle } from '../../src/cookie-mode/cookie-token-store.js';
import { tokenStoreConformance } from '../../src/testing/token-store-conformance.js';

const sessionOf = (id: string, openedAt = 1_000): PageSession => ({
  id,
  openedAt,
  session: {
    type: 'guest',
    consumerId: `csm_${id}` as ConsumerId,
    expiresAt: '2026-11-22T10:00:00Z' as Timestamp,
  },
  limits: { idleInMs: 1, absoluteInMs: 1 },
});

/** A store, and the backend that it asks. */
function open(current: PageSession | null = null) {
  const backend = { current, asked: 0 };
  const store = cookieTokenStore(async () => {
    backend.asked += 1;
    return backend.current;
  });
  return { store, backend };
}

describe('B8: the store of a page in cookie mode', () => {
  it.each(tokenStoreConformance({ create: async () => open().store }))('$name', ({ run }) => run());

  it('shows what the backend knows, without a token, and asks no more for as long as nothing else is said', async () => {
    const { store, backend } = open(sessionOf('one'));

    expect(await store.read()).toMatchObject({
      kind: 'live',
      id: 'one',
      epoch: 1_000,
      accessToken: '',
      lifetimeMs: 0,
    });
    await store.read();
    expect(backend.asked).toBe(1);
  });

  it('finds out about another sign-in, and that it is the later one, whatever the clocks say', async () => {
    const { store, backend } = open(sessionOf('one', 5_000));
    await store.read();
    backend.current = sessionOf('two', 4_000);
    store.doubt();

    expect(await store.read()).toMatchObject({ kind: 'live', id: 'two', epoch: 5_001 });
  });

  it('ends what the backend does not know any more', async () => {
    const { store, backend } = open(sessionOf('one'));
    await store.read();
    backend.current = null;
    store.doubt();

    expect(await store.read()).toMatchObject({ kind: 'ended', id: 'one', reason: 'expired' });
  });

  it('does not bring back what ended here, while the backend has yet to hear of it', async () => {
    const { store } = open(sessionOf('one'));
    const { revision = '' } = (await store.read()) ?? {};
    await store.write({ kind: 'ended', epoch: 1_000, id: 'one', revision: 'r', reason: 'logout' }, revision);

    expect(await store.read()).toMatchObject({ kind: 'ended', id: 'one' });
  });

  it('B14: tells the backend of a session that the platform ended, and of no other end', async () => {
    const ended: string[] = [];
    for (const reason of ['logout', 'expired', 'token_reuse', 'replaced', 'revoked'] as const) {
      const store = cookieTokenStore(
        async () => null,
        (id) => ended.push(id),
      );
      await store.write({ kind: 'ended', epoch: 1, id: reason, revision: 'r', reason }, null);
    }
    expect(ended).toEqual(['revoked']);
  });

  it('believes what happened here rather than an answer that was under way', async () => {
    let answer: (session: PageSession | null) => void = () => undefined;
    const store = cookieTokenStore(() => new Promise((resolve) => (answer = resolve)));
    const reading = store.read();
    await store.write({ kind: 'ended', epoch: 9_000, id: 'here', revision: 'r', reason: 'logout' }, null);
    answer(sessionOf('one'));

    expect(await reading).toMatchObject({ kind: 'ended', id: 'here' });
  });

  it('has a handle in the place of a refresh token, which names what the page has and opens nothing', () => {
    expect(readHandle(handleOf({ id: 'one', generation: 7 }))).toEqual({ id: 'one', after: 7 });
    expect(readHandle(undefined)).toEqual({ id: '', after: -1 });
  });
});
