import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { webhookEventSamples } from '@fanfare/contract/webhooks';
import { createTestWebhook } from '@fanfare/node/webhooks';
import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderWebhooks } from '../order-webhooks.ts';

const connectionString = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
const secret = 'whsec_of_the_example_with_postgres';
const isThere = await listens(new URL(connectionString));
if (!isThere) console.log('SKIPPED: webhooks-postgres: no PostgreSQL listens where DATABASE_URL says');

let pool: Pool;
let schema: string;
let receive: (request: Request) => Promise<Response>;

beforeEach(async () => {
  pool = new Pool({ connectionString, max: 10 });
  schema = `example_${randomUUID().replaceAll('-', '')}`;
  receive = await orderWebhooks({ pool, secret, schema });
});
afterEach(async () => {
  await pool.query(`drop schema ${schema} cascade`);
  await pool.end();
});

describe.skipIf(!isThere)('webhooks into PostgreSQL', () => {
  const paid = (orderId: string): Request =>
    delivery({ ...webhookEventSamples['order.completed'], orderId } as typeof sample);
  const sample = webhookEventSamples['order.completed'];
  const delivery = (data: typeof sample): Request =>
    createTestWebhook({ type: 'order.completed', data, secret }).request('http://localhost/webhooks');
  const orders = async (): Promise<number> =>
    (await pool.query(`select order_id from ${schema}.paid_orders`)).rows.length;

  it('writes an order once, though it is told twenty times at once', async () => {
    const first = paid('order_1');
    const copies = Array.from({ length: 20 }, () => first.clone());

    const answers = await Promise.all(copies.map(receive));
    const late = await receive(first.clone());

    expect(await orders()).toBe(1);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(late.status).toBe(200);
  });

  it('leaves nothing of a handler that fails, and takes the event when it comes again', async () => {
    await pool.query(`alter table ${schema}.paid_orders rename to away`);
    const event = paid('order_2');
    const failed = await receive(event.clone());
    await pool.query(`alter table ${schema}.away rename to paid_orders`);

    const again = await receive(event.clone());

    expect([failed.status, again.status]).toEqual([500, 200]);
    expect(await orders()).toBe(1);
  });

  it('writes nothing that somebody else signed', async () => {
    const forged = createTestWebhook({
      type: 'order.completed',
      data: sample,
      secret: 'whsec_of_somebody_else',
    });

    expect((await receive(forged.request('http://localhost/webhooks'))).status).toBe(401);
    expect(await orders()).toBe(0);
  });
});

function listens({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 5432) });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false));
  });
}
