import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { webhookEventSamples } from '@fanfare/contract/webhooks';
import { createTestWebhook } from '@fanfare/node/webhooks';
import { Redis } from 'ioredis';
import { openReceiver } from '../order-queue.mjs';

const secret = 'whsec_of_the_example_with_bullmq';
const type = 'order.completed';
const prefix = `fanfare-example-test-${process.pid}`;
const options = { timeout: 120_000 };
let connection;
let receiver;

beforeEach(() => {
  connection = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', { maxRetriesPerRequest: null });
  receiver = openReceiver({ connection, prefix, secret });
});
afterEach(async () => {
  await receiver.queue.close();
  for (const key of await connection.keys(`${prefix}*`)) await connection.del(key);
  await connection.quit();
});

const orders = ['order_1', 'order_2', 'order_3'];
const deliver = async (orderId) => {
  const data = { ...webhookEventSamples[type], orderId };
  const webhook = createTestWebhook({ type, data, secret, id: `whk_${orderId}` });
  const { status } = await receiver.handler(webhook.request('http://shop.example/webhooks'));
  return status;
};
const work = (...how) =>
  spawn(process.execPath, [join(import.meta.dirname, '..', 'worker.mjs'), prefix, ...how], {
    stdio: 'inherit',
  });
const isDone = async () => (await receiver.queue.getCompletedCount()) === orders.length;

test(
  'H5: a paid order is shipped once, though it is told again and a worker dies over it',
  options,
  async (t) => {
    for (const order of [...orders, ...orders]) assert.equal(await deliver(order), 200);
    assert.equal(await receiver.queue.getWaitingCount(), orders.length);

    const [, signal] = await once(work('crash'), 'exit'); // after the effect, before its completion
    assert.equal(signal, 'SIGKILL');
    assert.equal(await connection.hlen(`${prefix}:parcels`), 1);
    const worker = work();
    t.after(() => worker.kill());
    while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 100));

    assert.equal(await connection.get(`${prefix}:runs`), String(orders.length + 1));
    assert.deepEqual(
      await connection.hgetall(`${prefix}:parcels`),
      Object.fromEntries(orders.map((order) => [order, `whk_${order}`])),
    );
    assert.equal(await deliver(orders[0]), 200); // a late copy
    assert.equal(await receiver.queue.getWaitingCount(), 0);
  },
);

test('what somebody else signed gets into no queue', options, async () => {
  const forged = createTestWebhook({
    type,
    data: webhookEventSamples[type],
    secret: 'whsec_of_somebody_else',
  });

  assert.equal((await receiver.handler(forged.request('http://shop.example/webhooks'))).status, 401);
  assert.equal(await receiver.queue.getWaitingCount(), 0);
});
