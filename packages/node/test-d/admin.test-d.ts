import type { Page, PublishableKey, Queue, QueueId, SecretKey, Variant } from '@fanfare/contract';
import type {
  AdminQueuesResource,
  AdminResource,
  CreateQueue,
  ListDistributions,
  Pages,
  UpdateQueue,
} from '@fanfare/node/admin';
import { FanfareServer, type CallOptions, type UnsafeCallOptions } from '@fanfare/node';
import { expectTypeOf } from 'vitest';

declare const secretKey: SecretKey;
declare const publishableKey: PublishableKey;
const { admin } = new FanfareServer({ secretKey });
const queue = { sequenceId: 'seq_1', name: 'General sale', admitRate: 60 };

expectTypeOf(admin).toEqualTypeOf<AdminResource>();
// @ts-expect-error the wrong kind of key
void new FanfareServer({ secretKey: publishableKey }).admin;

// Signatures are made of named types.
expectTypeOf<AdminQueuesResource['list']>().toEqualTypeOf<
  (query?: ListDistributions, options?: CallOptions) => Pages<Queue>
>();
expectTypeOf<AdminQueuesResource['create']>().toEqualTypeOf<
  (body: CreateQueue, options?: UnsafeCallOptions) => Promise<Queue>
>();
expectTypeOf<AdminQueuesResource['update']>().toEqualTypeOf<
  (queueId: QueueId, body: UpdateQueue, options?: UnsafeCallOptions) => Promise<Queue>
>();

// Bodies.
expectTypeOf(admin.queues.create(queue)).resolves.toEqualTypeOf<Queue>();
// @ts-expect-error a field is missing
void admin.queues.create({ sequenceId: 'seq_1', name: 'General sale' });
// @ts-expect-error a field that nobody knows
void admin.queues.create({ ...queue, speed: 9 });
// @ts-expect-error a number as text
void admin.queues.create({ ...queue, admitRate: '60' });
// @ts-expect-error no body
void admin.queues.create();
// @ts-expect-error an update with a field that nobody knows
void admin.queues.update('que_1', { speed: 9 });

// Money is a decimal text.
const auction = { sequenceId: 'seq_1', name: 'Last pair', settleAt: '2026-12-01T10:00:00.000Z' };
void admin.auctions.create({ ...auction, startPrice: '100.00' });
// @ts-expect-error money as a number
void admin.auctions.create({ ...auction, startPrice: 100 });
// @ts-expect-error money as a number
void admin.products.variants.update({ productId: 'prd_1', variantId: 'var_1' }, { price: 129 });
expectTypeOf<Variant['price']>().toExtend<string>();

// Ids: one by itself, several as an object, and none in the place of another.
declare const queueId: QueueId;
void admin.queues.get(queueId);
// @ts-expect-error the id of a queue is none of a product
void admin.products.get(queueId);
// @ts-expect-error two ids are not told apart by their order
void admin.products.variants.get('prd_1', 'var_1');
// @ts-expect-error one of two ids
void admin.products.variants.get({ productId: 'prd_1' });
// @ts-expect-error an id that is a number
void admin.queues.get(7);

// Lists.
const list = admin.queues.list({ first: 50, sortDir: 'asc' });
expectTypeOf(list).toEqualTypeOf<Pages<Queue>>();
expectTypeOf(list.pages()).toEqualTypeOf<AsyncIterableIterator<Page<Queue>>>();
expectTypeOf(list.toArray({ limit: 9 })).resolves.toEqualTypeOf<Queue[]>();
expectTypeOf(admin.products.variants.list('prd_1')).resolves.toEqualTypeOf<Variant[]>();
export async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of list) found.push(name);
  return found;
}
// @ts-expect-error everything, by accident
void list.toArray();
// @ts-expect-error a list is no promise
void list.then;
// @ts-expect-error no such filter
admin.queues.list({ sequence: 'seq_1' });
// @ts-expect-error a page size is a number
admin.queues.list({ first: '50' });

// Options.
void admin.queues.archive('que_1', { idempotencyKey: 'archive-0001' });
// @ts-expect-error reading takes no idempotency key
void admin.queues.get('que_1', { idempotencyKey: 'archive-0001' });
// @ts-expect-error no such option
void admin.queues.get('que_1', { timeout: 1 });

// What a rule compares with follows from what it looks at.
const rule = admin.audiences.rules;
void rule.create('aud_1', { attribute: 'ltv', operator: 'GREATER_THAN', value: '100.00' });
void rule.create('aud_1', { attribute: 'totalOrders', operator: 'IN', value: [1, 2] });
void rule.create('aud_1', { attribute: 'email', operator: 'CONTAINS', value: '@example.com' });
void rule.create('aud_1', { attribute: 'isGuest', operator: 'EQUALS', value: true });
void rule.create('aud_1', { attribute: 'metadata.size', operator: 'EQUALS', value: 9 });
// @ts-expect-error money as a number
void rule.create('aud_1', { attribute: 'ltv', operator: 'GREATER_THAN', value: 100 });
// @ts-expect-error money as a number, in a list
void rule.create('aud_1', { attribute: 'aov', operator: 'IN', value: [100] });
// @ts-expect-error a number as text
void rule.create('aud_1', { attribute: 'totalOrders', operator: 'EQUALS', value: '1' });
// @ts-expect-error a flag has no order
void rule.create('aud_1', { attribute: 'isGuest', operator: 'GREATER_THAN', value: true });
// @ts-expect-error one value where a list is
void rule.create('aud_1', { attribute: 'email', operator: 'IN', value: 'ada@example.com' });
// @ts-expect-error money as a number
void rule.replace('aud_1', { rules: [{ attribute: 'ltv', operator: 'EQUALS', value: 100 }] });
const dynamic = { name: 'Regulars', type: 'DYNAMIC' } as const;
// @ts-expect-error money as a number
void admin.audiences.create({ ...dynamic, rules: [{ attribute: 'ltv', operator: 'EQUALS', value: 100 }] });

// So do the bounds of tiers.
const tier = { name: 'Gold', order: 0 };
const { loyaltyTiers } = admin.audiences;
const byValue = { groupName: 'By value', attribute: 'ltv' } as const;
const byOrders = { groupName: 'By orders', attribute: 'totalOrders' } as const;
void loyaltyTiers.create({ ...byValue, tiers: [{ ...tier, startValue: '500.00' }] });
void loyaltyTiers.create({ ...byOrders, tiers: [{ ...tier, startValue: 5 }] });
void loyaltyTiers.update('grp_1', { tiers: [{ ...tier, startValue: 5, endValue: null }] });
// @ts-expect-error money as a number
void loyaltyTiers.create({ ...byValue, tiers: [{ ...tier, startValue: 500 }] });
// @ts-expect-error a number as text
void loyaltyTiers.create({ ...byOrders, tiers: [{ ...tier, startValue: '5' }] });
// @ts-expect-error money as a number
void loyaltyTiers.update('grp_1', { ...byValue, tiers: [{ ...tier, startValue: 500 }] });
