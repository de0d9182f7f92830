import type { StreamEvent } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import type { FanfareClientOptions } from '../../src/index.js';
import { openShop, type Shop } from '../support/shop.js';

async function listen(options: Partial<FanfareClientOptions> = {}, given: { lastEventId?: string } = {}) {
  const shop = openShop();
  const { client } = shop.open('tab', options);
  await client.auth.guest();
  await client.experiences.enter(shop.experienceId);
  const heard: StreamEvent[] = [];
  const ids: string[] = [];
  const controller = new AbortController();
  const ended = client.events.open({
    onEvent: (event, id) => {
      heard.push(event);
      ids.push(id);
    },
    signal: controller.signal,
    ...given,
  });
  ended.catch(() => undefined); // looked at where a test is about it
  await arrive(shop);
  return { shop, client, heard, ids, controller, ended };
}

/** Pieces of a stream take a few turns. */
async function arrive(shop: Shop): Promise<void> {
  await shop.platform.settle();
  await shop.settle();
  await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Answers the stream with something else. */
function answering(shop: () => Shop, answer: () => Response): Partial<FanfareClientOptions> {
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return request.url.includes('/events/stream') ? answer() : shop().platform.fetch(request);
    },
  };
}

describe('F14: events.open', () => {
  it('tells the state, and then what happens, with ids', async () => {
    const { shop, client, heard, ids } = await listen();
    await client.queues.enter(shop.queueId);
    await arrive(shop);

    expect(heard.map(({ event }) => event)).toEqual(['state', 'journey']);
    expect(ids.map((id) => id.split('.')[1])).toEqual(['0', '1']);
    expect(heard[1]?.data).toMatchObject({ causes: ['entered'], experienceId: shop.experienceId });
  });

  it('F13: shows the token in a header, and nothing of it in the address', async () => {
    const { shop } = await listen();
    const sent = shop.sent.find(({ line }) => line === 'GET /events/stream');

    expect(sent?.headers.get('authorization')).toMatch(/^Bearer eyJ/);
    expect(sent?.url.search).toBe('');
    expect(sent?.init).toMatchObject({ credentials: 'omit', cache: 'no-store', redirect: 'error' });
  });

  it('goes on behind the last event', async () => {
    const { heard } = await listen({}, { lastEventId: '5' });

    expect(heard.map(({ event }) => event)).toEqual(['reset']);
  });

  it('resolves when the platform ends it', async () => {
    const { shop, client, heard, ended } = await listen();
    await client.auth.logout();
    await arrive(shop);

    await expect(ended).resolves.toBeUndefined();
    expect(heard.at(-1)?.event).toBe('session_ended');
  });

  it('rejects with aborted when the caller ends it, and the platform hears no more of it', async () => {
    const { controller, ended } = await listen();
    controller.abort();

    await expect(ended).rejects.toMatchObject({ code: 'aborted' });
  });

  it('rejects with destroyed when the client is', async () => {
    const { client, ended } = await listen();
    client.destroy();

    await expect(ended).rejects.toMatchObject({ code: 'destroyed' });
  });

  it('rejects where its one connection breaks', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    shop.platform.fault({ operation: 'events.stream', cutBodyAt: 20, times: 1 });

    const once = { onEvent: () => undefined, reconnect: false };
    await expect(client.events.open(once)).rejects.toMatchObject({
      code: 'network_error',
      retryable: true,
    });
  });

  it('rejects with what the handler throws', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    const mine = new Error('mine');
    const fail = (): never => {
      throw mine;
    };

    await expect(client.events.open({ onEvent: fail })).rejects.toBe(mine);
  });

  it('refuses what is no handler and no id, before anything is sent', async () => {
    const { shop, client } = await listen();
    const before = shop.sent.length;
    const wrong = { onEvent: 1 } as unknown as { onEvent: () => void };

    await expect(client.events.open(wrong)).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(
      client.events.open({ onEvent: () => undefined, lastEventId: '1\r\nx: y' }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
    expect(shop.sent.length).toBe(before);
  });

  it.each<[string, () => Response, string]>([
    ['is no stream', () => Response.json({}), 'invalid_response'],
    ['is not there', () => Response.json({ error: 'not_found' }, { status: 404 }), 'not_found'],
    [
      'tells what is not in the contract',
      () =>
        new Response('event: state\ndata: {"active":1}\n\n', {
          headers: { 'content-type': 'text/event-stream' },
        }),
      'invalid_response',
    ],
  ])('rejects where the answer %s', async (_, answer, code) => {
    const shop = openShop();
    const { client } = shop.open(
      'tab',
      answering(() => shop, answer),
    );
    await client.auth.guest();

    await expect(client.events.open({ onEvent: () => undefined })).rejects.toMatchObject({ code });
  });

  it('leaves out events that are not known here', async () => {
    const body =
      'event: newer\ndata: {}\n\nevent: position\ndata: {"experienceId":"e","distributionId":"q","position":3}\n\n';
    const stream = { headers: { 'content-type': 'text/event-stream' } };
    const shop = openShop();
    const { client } = shop.open(
      'tab',
      answering(
        () => shop,
        () => new Response(body, stream),
      ),
    );
    await client.auth.guest();
    const heard: StreamEvent[] = [];
    await client.events.open({ onEvent: (event) => heard.push(event), reconnect: false });

    expect(heard.map(({ event }) => event)).toEqual(['position']);
  });
});
