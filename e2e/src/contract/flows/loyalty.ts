import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A merchant sets the programme up and adjusts points; the shopper sees them come and when they go. */
export async function loyalty(stage: Stage): Promise<void> {
  const { admin } = stage.server;
  const ann = await stage.member('loyal@example.com');
  await admin.loyalty.updateSettings({ enabled: true, expirationType: 'fixed', fixedExpireMonths: 1 });
  await admin.loyalty.updateEventPoints({ queue_entered: 5 });
  expect(await admin.loyalty.settings()).toMatchObject({ fixedExpireMonths: 1 });
  expect(await admin.loyalty.eventPoints()).toMatchObject({ queue_entered: 5 });
  await admin.loyalty.adjust(ann.consumerId, { points: 40, reason: 'A birthday', reference: 'b-1' });
  await ann.client.queues.enter(stage.shop.queue.id);

  expect(await ann.client.loyalty.balance()).toMatchObject({ balance: 45 });
  expect(await ann.client.loyalty.expirations({ withinDays: 60 })).not.toEqual([]);
  expect(await ann.client.loyalty.history({ limit: 10 })).toHaveLength(2);
  await admin.consumers.loyaltyTransactions(ann.consumerId, { limit: 1 });
}
