import type { PoolClient, PoolConfig } from 'pg';
import {
  type WebhookContext,
  type WebhookEvent,
  type WebhookFailure,
  webhookHandler,
  type WebhookHandlerOptions,
} from '@fanfare/node/webhooks';
import { orderCompleted } from './deliveries.js';
import { fakeClock } from './fake-clock.js';
import { openPostgresShop } from './postgres-shop.js';
import { secret } from './samples.js';

export type Context = WebhookContext<PoolClient>;
export type Run = (event: WebhookEvent, context: Context) => unknown;

/** A receiver whose inbox is in PostgreSQL; what goes wrong is kept in `failures`. */
export async function openReceiver(
  run: Run,
  options: Partial<WebhookHandlerOptions<PoolClient>> = {},
  config: PoolConfig = {},
) {
  const shop = await openPostgresShop(config);
  const clock = fakeClock();
  const failures: (WebhookFailure & { error: unknown })[] = [];
  const handler = webhookHandler({
    secrets: [secret],
    clock,
    inbox: shop.inbox,
    on: { 'order.completed': run },
    onError: (error, failure) => void failures.push({ ...failure, error }),
    ...options,
  });
  const deliver = async (id = 'whk_7'): Promise<number> => {
    const { status } = await handler(orderCompleted({ id }).request('http://shop.example/webhooks'));
    return status;
  };
  return { ...shop, clock, failures, deliver };
}
