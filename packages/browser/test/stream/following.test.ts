import type { StreamEvent } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import type { FanfareClientOptions } from '../../src/index.js';
import { openShop, type Shop } from '../support/shop.js';

/** Lets the pieces of a stream arrive, which take a few turns. */
async function arrive(shop: Shop, ms = 0): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await shop.platform.settle();
    await shop.pass(turn === 0 ? ms : 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function listen(options: Partial<FanfareClientOptions> = {}, begin?: (shop: Shop) => void) {
  const shop = openShop();
  const { client, page } = shop.open('tab', options);
  await client.auth.guest();
  await client.experiences.enter(shop.experienceId);
  begin?.(shop);
  const heard: StreamEvent[] = [];
  const ids: string[] = [];
  const ended = client.events.open({
    onEvent: (event, id) => {
      heard.push(event);
      ids.push(id);
    },
  });
  let outcome: unknown = 'open';
  ended.then(
    () => (outcome = 'over'),
    (error: unknown) => (outcome = error),
  );
  await arrive(shop);
  const connections = (): number => shop.count(/GET \/events\/stream/);
  return { shop, client, page, heard, ids, connections, outcome: () => outcome };
}

const namesOf = (events: readonly StreamEvent[]): string[] => events.map(({ event }) => event);
const causesOf = (events: readonly StreamEvent[]): unknown[] =>
  events.flatMap(({ event, data }) => (event === 'journey' ? data.causes : []));

describe('F14: a stream whose connection is lost', () => {
  it('goes on behind the last event, and tells none twice', async () => {
    const { shop, client, heard, ids, connections } = await listen({}, ({ platform }) =>
      platform.fault({ operation: 'events.stream', streamEvents: 'duplicate', times: 1 }),
    );
    await client.queues.enter(shop.queueId);
    await arrive(shop, 5_000);

    expect(namesOf(heard).slice(0, 2)).toEqual(['state', 'journey']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(connections()).toBe(1);
  });

  it('is cut at every byte, and loses and doubles no event', async () => {
    const shop = openShop();
    const { client } = shop.open('tab');
    await client.auth.guest();
    await client.experiences.enter(shop.experienceId);
    const begun: string[] = [];
    const stop = new AbortController();
    client.events.open({ onEvent: (_, id) => begun.push(id), signal: stop.signal }).catch(() => undefined);
    await arrive(shop);
    for (const call of ['enter', 'leave', 'enter'] as const) {
      await client.queues[call](shop.queueId);
      await arrive(shop);
    }
    await arrive(shop, 2_000);
    stop.abort();
    const [lastEventId = '', ...missed] = begun;
    const length = 1_500;

    for (let byte = 1; byte < length; byte += 60) {
      const undo = shop.platform.fault({ operation: 'events.stream', cutBodyAt: byte, times: 1 });
      const heard: string[] = [];
      const own = new AbortController();
      const open = client.events.open({
        onEvent: (_, id) => heard.push(id),
        signal: own.signal,
        lastEventId,
      });
      open.catch(() => undefined);
      await arrive(shop, 3_000);
      own.abort();
      undo();

      expect([byte, ...heard]).toEqual([byte, ...missed]);
    }
    expect(missed.length).toBeGreaterThan(2);
    expect(shop.platform.defects).toEqual([]);
  }, 120_000);

  it('waits longer and longer, and as long as the platform says', async () => {
    const { shop, connections } = await listen({}, ({ platform }) => {
      platform.fault({
        operation: 'events.stream',
        status: 503,
        code: 'service_unavailable',
        retryAfter: '20',
        times: 1,
      });
    });
    await arrive(shop, 19_000);
    const before = connections();
    await arrive(shop, 5_000);

    expect([before, connections()]).toEqual([1, 2]);
  });

  it('notices silence, and a page that comes back', async () => {
    const { shop, page, connections, heard } = await listen({}, ({ platform }) =>
      platform.fault({ operation: 'events.stream', endlessBody: 'silence', times: 1 }),
    );
    await arrive(shop, 46_000);
    await arrive(shop, 3_000);
    expect([connections(), namesOf(heard)]).toEqual([2, ['state']]);

    page.fire('pagehide');
    await arrive(shop);
    page.fire('pageshow');
    await arrive(shop);
    expect(connections()).toBe(3);
    expect(namesOf(heard)).toEqual(['state']);
  });
});

describe('F14: a stream and its session', () => {
  it('goes on with a fresh token when its own runs out, and misses nothing', async () => {
    const { shop, client, heard, connections, outcome } = await listen();
    await arrive(shop, 3_600_000);
    await arrive(shop, 3_000);
    await client.queues.enter(shop.queueId);
    await arrive(shop, 1_000);

    expect(causesOf(heard)).toEqual(['entered']);
    expect(namesOf(heard)).not.toContain('token_expired');
    expect([connections() > 1, outcome()]).toEqual([true, 'open']);
  });

  it('ends with session_ended when the shopper signs out', async () => {
    const { shop, client, heard, outcome } = await listen();
    await client.auth.logout();
    await arrive(shop);

    expect([namesOf(heard).at(-1), outcome()]).toEqual(['session_ended', 'over']);
    expect(shop.timers).toBe(0);
  });

  it('leaves nothing behind when the client is destroyed', async () => {
    const { shop, client, outcome } = await listen();
    client.destroy();
    await arrive(shop);

    expect(outcome()).toMatchObject({ code: 'destroyed' });
    expect(shop.timers).toBe(0);
  });

  it.each([404, 501])('ends at once where there is no stream: %i', async (status) => {
    const { shop, outcome, connections } = await listen({}, ({ platform }) =>
      platform.fault({ operation: 'events.stream', status }),
    );
    await arrive(shop, 120_000);

    expect(outcome()).toMatchObject({ status });
    expect([connections(), shop.timers >= 0]).toEqual([1, true]);
  });
});

describe('F14: journeys over the stream', () => {
  it('are told instead of polling, and poll where there is no stream, which is asked for once', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    const journey = client.journeys.get(shop.experienceId);
    const undo = journey.subscribe(() => undefined);
    await journey.enter();
    await arrive(shop, 1_000);
    expect(shop.count(/GET \/events\/stream/)).toBe(1);
    const before = shop.count(/GET .*(status|\/me)$/);
    await arrive(shop, 50_000);
    expect(shop.count(/GET .*(status|\/me)$/) - before).toBeLessThanOrEqual(2);
    undo();
    client.destroy();
  });

  it('have one stream for all tabs', async () => {
    const shop = openShop();
    const tabs = [shop.open('one'), shop.open('two')];
    await tabs[0]?.client.auth.guest();
    for (const { client } of tabs) {
      client.journeys.get(shop.experienceId).subscribe(() => undefined);
      await arrive(shop, 100);
    }

    expect(shop.count(/GET \/events\/stream/)).toBe(1);
    for (const { client } of tabs) client.destroy();
  });
});
