import { expect, test, vi } from 'vitest';
import { openShop } from '../../browser/test/support/shop.js';
import { createActivityStore } from '../src/activity-store.js';

const item = { activityId: 'act_1', kind: 'entered', mechanism: 'queue', at: '2026-11-22T10:00:00.000Z' };
const counts = { entered: 1, joined_waitlist: 0, bid: 0, granted: 0, completed: 0 };
const feed = { experienceId: 'exp_1', activities: [item], counts };
const event = (name: string, data: object, id: number): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

function openStream() {
  const signals: (AbortSignal | null | undefined)[] = [];
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const writer = pipe.writable.getWriter();
  const shop = openShop();
  const { client } = shop.open('tab', {
    fetch: (input, init) => {
      signals.push(init?.signal ?? (input instanceof Request ? input.signal : undefined));
      return Promise.resolve(
        new Response(pipe.readable, { headers: { 'content-type': 'text/event-stream' } }),
      );
    },
  });
  const write = (text: string): Promise<void> => writer.write(new TextEncoder().encode(text));
  return { client, signals, write };
}

test('shows what happens as it happens: one stream for all who watch, and none when nobody does', async () => {
  const { client, signals, write } = openStream();
  const store = createActivityStore(client, { experienceId: 'exp_1', limit: 2 });
  const changes = vi.fn();
  expect(store.getSnapshot()).toBe(store.getServerSnapshot());

  const undo = [store.subscribe(changes), store.subscribe(() => undefined)];
  await write(event('feed', feed, 1));
  await vi.waitFor(() => expect(store.getSnapshot().status).toBe('live'));
  const first = store.getSnapshot();
  for (const id of [2, 3]) await write(event('activity', { ...item, activityId: `act_${id}` }, id));
  await vi.waitFor(() => expect(store.getSnapshot().counts?.entered).toBe(3));

  expect(first.activities).toHaveLength(1);
  expect(store.getSnapshot().activities.map(({ activityId }) => activityId)).toEqual(['act_3', 'act_2']);
  expect(store.getSnapshot()).toBe(store.getSnapshot());
  expect(signals).toHaveLength(1);
  undo[0]!();
  expect(signals[0]?.aborted).toBe(false);
  undo[1]!();
  undo[1]!();
  await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
});

test('a feed that there is not says so', async () => {
  const { client } = openShop().open('tab', {
    fetch: () => Promise.resolve(Response.json({ error: 'not_found' }, { status: 404 })),
  });
  const store = createActivityStore(client, { experienceId: 'exp_1', limit: 20 });

  const undo = store.subscribe(() => undefined);
  await vi.waitFor(() => expect(store.getSnapshot().status).toBe('offline'));

  expect(store.getSnapshot().error).toMatchObject({ code: 'not_found' });
  undo();
});
