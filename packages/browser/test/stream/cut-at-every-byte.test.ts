import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventOrder } from '../../src/stream/event-order.js';
import { createEventParser } from '../../src/stream/event-parser.js';
import { openShop } from '../support/shop.js';

interface Heard {
  readonly id: string;
  readonly data: string;
}

/** A stream as the platform wrote it, from its first byte on. */
async function record(): Promise<Uint8Array> {
  const shop = openShop();
  const pieces: Uint8Array[] = [];
  const { client } = shop.open('tab', {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const response = await shop.platform.fetch(request);
      if (!request.url.endsWith('/events/stream') || response.body === null) return response;
      const noting = new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          pieces.push(piece);
          controller.enqueue(piece);
        },
      });
      return new Response(response.body.pipeThrough(noting), response);
    },
  });
  await client.auth.guest();
  await client.experiences.enter(shop.experienceId);
  const ids: string[] = [];
  client.events.open({ onEvent: (_, id) => ids.push(id) }).catch(() => undefined);
  const arrive = async (count: number): Promise<void> => {
    for (let turn = 0; turn < 500 && ids.length < count; turn += 1) {
      await shop.platform.settle();
      await shop.pass(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await arrive(1);
  for (const call of ['enter', 'leave', 'enter'] as const) {
    const before = ids.length;
    await client.queues[call](shop.queueId);
    await arrive(before + 1);
  }
  client.destroy();
  return Uint8Array.from(pieces.flatMap((piece) => Array.from(piece)));
}

/** Hears a stream over several connections: each ends at one of the bytes, and the next begins behind the last event heard. */
function follow(stream: Uint8Array, cuts: readonly number[]): Heard[] {
  const written = eventsIn(stream);
  const order = createEventOrder(undefined);
  const heard: Heard[] = [];
  for (const cut of [...cuts, Infinity]) {
    const from = written.findIndex(({ id }) => id === order.lastEventId);
    const rest = stream.subarray(from === -1 ? 0 : written[from]!.end);
    const parser = createEventParser({
      onEvent(event) {
        if (order.place(event, { isWhole: event.event === 'state' }) !== 'next') return;
        heard.push({ id: event.lastEventId, data: event.data });
        order.told(event);
      },
    });
    parser.push(rest.subarray(0, cut));
  }
  return heard;
}

/** What a stream holds, with the place where each event ends. */
function eventsIn(stream: Uint8Array): (Heard & { readonly end: number })[] {
  const found: (Heard & { readonly end: number })[] = [];
  let end = 0;
  const parser = createEventParser({
    onEvent: ({ data, lastEventId: id }) => found.push({ id, data, end: end + 1 }),
  });
  for (; end < stream.length; end += 1) parser.push(stream.subarray(end, end + 1));
  return found;
}

it('F14: cut at every byte of what the platform wrote, once or several times, a stream loses and doubles no event', async () => {
  const stream = await record();
  const whole = eventsIn(stream).map(({ id, data }) => ({ id, data }));
  expect(whole.length).toBeGreaterThan(3);

  for (let byte = 0; byte <= stream.length; byte += 1) expect(follow(stream, [byte])).toEqual(whole);
  const anywhere = fc.array(fc.nat(stream.length), { maxLength: 8 });
  fc.assert(
    fc.property(anywhere, (cuts) => {
      expect(follow(stream, cuts)).toEqual(whole);
    }),
  );
}, 30_000);
