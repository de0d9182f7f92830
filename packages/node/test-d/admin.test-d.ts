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
