// Runs the receiver beside a mock of the platform, which tells of one paid order three times. Needs PostgreSQL at DATABASE_URL.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startMockServer } from '@fanfare/mock/server';
import { toNodeHandler } from '@fanfare/node/webhooks';
import { Pool } from 'pg';
import { orderWebhooks } from './order-webhooks.ts';

const connectionString = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
const secret = 'whsec_of_the_example_with_postgres';
const schema = 'fanfare_example';
const pool = new Pool({ connectionString });

const server = createServer(toNodeHandler(await orderWebhooks({ pool, secret, schema })));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo; // it listens on a port
const url = `http://127.0.0.1:${port}/webhooks`;

const mock = await startMockServer();
const [shop] = mock.platform.world.organizations;
mock.platform.addWebhookEndpoint({ organizationId: shop.id, url, secret });

const answer = await fetch(`${mock.url}/__mock/webhook-events`, {
  method: 'POST',
  body: JSON.stringify({ type: 'order.completed', organizationId: shop.id }),
});
const [delivery] = (await answer.json()) as readonly { readonly id: string }[];
for (let again = 0; again < 2; again += 1) {
  await pause(200);
  await fetch(`${mock.url}/__mock/deliveries/${delivery?.id}/redeliver`, { method: 'POST' });
}

const statuses = mock.platform.deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status));
const { rows } = await pool.query(`select order_id, event_id, paid_at from ${schema}.paid_orders`);
console.log(
  `The platform delivered ${statuses.length} times, and was answered ${statuses.join(', ')}. In the table:`,
);
console.table(rows);

await mock.close();
server.close();
await pool.query(`drop schema ${schema} cascade`);
await pool.end();
