import type { StreamEvent } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { signIn } from '../support/authenticator.js';
import { openShop, type Shop } from '../support/shop.js';

const [ada, bob] = ['ada@example.com', 'bob@example.com'];

/** Lets the pieces of a stream arrive, which take a few turns. */
async function arrive(shop: Shop, ms = 0): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await shop.platform.settle();
    await shop.pass(turn === 0 ? ms : 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Ada listens in one tab; in another one somebody else may sign in. */
async function listen(fault?: Parameters<Shop['platform']['fault']>[0]) {
  const shop = openShop();
  const { client, page } = shop.open();
  const other = shop.open('other');
  await signIn(shop, { client, email: ada });
  await other.client.auth.restore();
  if (fault !== undefined) shop.platform.fault(fault);
  const heard: StreamEvent[] = [];
  const opened = client.events.open({ onEvent: (event) => heard.push(event) });
  let outcome: unknown = 'open';
  opened.then(
    () => (outcome = 'over'),
    (error: { readonly code: string }) => (outcome = error.code),
  );
  await arrive(shop);
  const connections = (): number => shop.count(/GET \/events\/stream/);
  return { shop, client, page, other, heard, connections, outcome: () => outcome };
}

/** Has Bob sign in, and something happen to him. */
async function comeBob(shop: Shop, client: FanfareClient): Promise<void> {
  await signIn(shop, { client, email: bob });
  await client.experiences.enter(shop.experienceId);
  await client.queues.enter(shop.queueId as never);
}

describe('B14, F14: a stream of one shopper, when another one signs in in another tab,', () => {
  test('ends with session_replaced, and tells its listener nothing of theirs', async () => {
    const { shop, other, heard, connections, outcome } = await listen();
    const before = heard.length;
    await comeBob(shop, other.client);
    await arrive(shop, 120_000);

    expect(outcome()).toBe('session_replaced');
    expect([heard.length, connections()]).toEqual([before, 1]);
  });

  test('ends also where it was between two connections', async () => {
    const { shop, other, heard, connections, outcome } = await listen({
      ...{ operation: 'events.stream', cutBody: true, times: 1 },
    });
    const before = heard.length;
    await comeBob(shop, other.client);
    await arrive(shop, 120_000);

    expect(outcome()).toBe('session_replaced');
    expect([heard.length, connections()]).toEqual([before, 1]);
  });

  test('ends also in a page that was put away', async () => {
    const { shop, page, other, heard, connections, outcome } = await listen();
    page.fire('pagehide');
    await arrive(shop);
    const before = heard.length;
    await comeBob(shop, other.client);
    page.fire('pageshow');
    await arrive(shop, 120_000);

    expect(outcome()).toBe('session_replaced');
    expect(heard.length).toBe(before);
    // What it knew of when it came back was the session of before, and its token.
    const tokens = shop.sent
      .filter(({ line }) => line.includes('/events/stream'))
      .map(({ headers }) => headers);
    expect(new Set(tokens.map((each) => each.get('authorization'))).size).toBe(1);
    expect(connections()).toBeLessThanOrEqual(2);
  });

  test.each([
    ['while it is open', undefined, 'over', ['session_ended']],
    [
      'before it heard anything',
      { operation: 'events.stream', cutBody: true, times: 1 },
      'not_authenticated',
      [],
    ],
  ] as const)('ends where its shopper signed out before that, %s', async (_, fault, how, last) => {
    const { shop, other, heard, connections, outcome } = await listen(fault);
    const before = heard.length;
    await other.client.auth.logout();
    await comeBob(shop, other.client);
    await arrive(shop, 120_000);

    expect(outcome()).toBe(how);
    expect(heard.slice(before).map(({ event }) => event)).toEqual(last);
    expect(connections()).toBe(1);
  });

  test('leaves no timer and no listener of its own', async () => {
    const { shop, page, other, client } = await listen({
      operation: 'events.stream',
      cutBody: true,
      times: 1,
    });
    await comeBob(shop, other.client);
    await arrive(shop, 1_000);
    client.destroy();
    other.client.destroy();

    expect([shop.timers, page.listeners]).toEqual([0, 0]);
  });
});

describe('C5: a stream of a shopper who gets another session', () => {
  test('goes on where a guest turns out to be somebody, or is opened anew by whoever listens', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    const before = client.auth.session.consumer?.consumerId;
    const heard: StreamEvent[] = [];
    let outcome: unknown = 'open';
    client.events
      .open({ onEvent: (event) => heard.push(event) })
      .catch((error: { readonly code: string }) => (outcome = error.code));
    await arrive(shop);
    await signIn(shop, { client, email: ada });
    await arrive(shop, 10_000);

    const isSame = client.auth.session.consumer?.consumerId === before;
    expect(outcome).toBe(isSame ? 'open' : 'session_replaced');
  });
});
