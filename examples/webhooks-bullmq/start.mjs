// Runs the receiver beside a mock of the platform, which tells of one paid order three times, and a worker that dies over it. Needs
// Redis at REDIS_URL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startMockServer } from '@fanfare/mock/server';
import { toNodeHandler } from '@fanfare/node/webhooks';
import { Redis } from 'ioredis';
import { openReceiver } from './order-queue.mjs';

const connection = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', {
  maxRetriesPerRequest: null,
});
const prefix = `fanfare-example-${process.pid}`;
const secret = 'whsec_of_the_example_with_bullmq';

const { handler, queue } = openReceiver({ connection, prefix, secret });
const server = createServer(toNodeHandler(handler)).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/webhooks`;

const mock = await startMockServer();
const [{ id: organizationId }] = mock.platform.world.organizations;
mock.platform.addWebhookEndpoint({ organizationId, url, secret });
const told = await fetch(`${mock.url}/__mock/webhook-events`, {
  method: 'POST',
  body: JSON.stringify({ type: 'order.completed', organizationId }),
});
const [delivery] = await told.json();
for (let again = 0; again < 2; again += 1) {
  await pause(200);
  await fetch(`${mock.url}/__mock/deliveries/${delivery.id}/redeliver`, { method: 'POST' });
}
const statuses = mock.platform.deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status));
console.log(`The platform delivered ${statuses.length} times, and was answered ${statuses.join(', ')}.`);
console.log(`In the queue: ${await queue.getWaitingCount()} job.`);

const work = (...how) =>
  spawn(process.execPath, [join(import.meta.dirname, 'worker.mjs'), prefix, ...how], { stdio: 'inherit' });
const [, signal] = await once(work('crash'), 'exit');
console.log(`A worker shipped it, and died before it could say so (${signal}). Another one takes over …`);
const second = work();
while ((await queue.getCompletedCount()) === 0) await pause(200);
console.log(
  `Runs of the job: ${await connection.get(`${prefix}:runs`)}. Parcels: ${await connection.hlen(`${prefix}:parcels`)}.`,
);

second.kill();
await mock.close();
server.close();
await queue.close();
for (const key of await connection.keys(`${prefix}*`)) await connection.del(key);
await connection.quit();
