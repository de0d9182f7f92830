import { AbortedError } from '@fanfare/node';
import { describe, expect, it } from 'vitest';
import { openMerchant, type Merchant } from '../support/open-merchant.js';

/** Creates queues, one after the other. */
async function createQueues({ fanfare, shop }: Merchant, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const { id } = await fanfare.admin.queues.create({ sequenceId: shop.sequence.id, name, admitRate: 60 });
    ids.push(id);
  }
  return ids;
}

describe('A2: fanfare.admin.queues, against the platform', () => {
  it('creates, reads, changes and archives', async () => {
    const { fanfare, shop } = openMerchant();
    const sequenceId = shop.sequence.id;

    const created = await fanfare.admin.queues.create({ sequenceId, name: 'General sale', admitRate: 120 });
    const changed = await fanfare.admin.queues.update(created.id, { admitRate: 60 });
    const archived = await fanfare.admin.queues.archive(created.id);

    expect(created).toMatchObject({ sequenceId, name: 'General sale', admitRate: 120, archived: false });
    expect(changed).toMatchObject({ id: created.id, name: 'General sale', admitRate: 60 });
    expect(archived).toMatchObject({ id: created.id, archived: true });
    expect(await fanfare.admin.queues.get(created.id)).toEqual(archived);
    expect((await fanfare.admin.queues.list().toArray({ limit: 100 })).map(({ id }) => id)).not.toContain(
      created.id,
    );
    await expect(fanfare.admin.queues.update(created.id, { admitRate: 1 })).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'conflict',
    });
  });

  it("D6: another organization's queue is not found", async () => {
    const { competitor, shop } = openMerchant();

    await expect(competitor.admin.queues.get(shop.queue.id)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('admin.queues.get'),
    });
    expect(
      await competitor.admin.queues.list({ sequenceId: shop.sequence.id }).toArray({ limit: 9 }),
    ).toEqual([]);
  });

  it('F8: an answer that is lost after a queue was created comes again, and there is one queue', async () => {
    const merchant = openMerchant();
    merchant.platform.fault({ operation: 'admin.queues.create', times: 1, loseAnswer: true });

    await createQueues(merchant, ['Once']);

    expect(merchant.calls('admin.queues.create')).toBe(2);
    expect(await merchant.fanfare.admin.queues.list({ search: 'Once' }).toArray({ limit: 9 })).toHaveLength(
      1,
    );
  });
});

describe('lists, against the platform', () => {
  const names = ['Queue 1', 'Queue 2', 'Queue 3', 'Queue 4', 'Queue 5'];
  const wanted = { search: 'Queue ', sortBy: 'name', sortDir: 'asc', first: 2 } as const;

  it('come page by page, and nothing is sent before somebody looks', async () => {
    const merchant = openMerchant();
    await createQueues(merchant, names);

    const list = merchant.fanfare.admin.queues.list(wanted);
    expect(merchant.calls('admin.queues.list')).toBe(0);

    const seen: string[] = [];
    for await (const queue of list) seen.push(queue.name);
    expect(seen).toEqual(names);
    expect(merchant.calls('admin.queues.list')).toBe(3);
  });

  it('are read backwards one page at a time', async () => {
    const merchant = openMerchant();
    await createQueues(merchant, names);
    const { first: _, ...order } = wanted;
    const pageBefore = async (before?: string) => {
      const query = { ...order, last: 2, ...(before !== undefined && { before }) };
      for await (const page of merchant.fanfare.admin.queues.list(query).pages()) return page;
      return undefined;
    };

    const last = await pageBefore();
    const middle = await pageBefore(last?.pageInfo.startCursor ?? '');

    expect(last?.data.map(({ name }) => name)).toEqual(['Queue 4', 'Queue 5']);
    expect(middle?.data.map(({ name }) => name)).toEqual(['Queue 2', 'Queue 3']);
    expect(merchant.calls('admin.queues.list')).toBe(2);
  });

  it('survive a page that fails and queues that are created meanwhile', async () => {
    const merchant = openMerchant({ maxRetries: 0 });
    await createQueues(merchant, names);
    const items = merchant.fanfare.admin.queues.list(wanted)[Symbol.asyncIterator]();
    const seen: string[] = [];

    seen.push((await items.next()).value.name, (await items.next()).value.name);
    await createQueues(merchant, ['Queue 0', 'Queue 2b', 'Queue 6']);
    merchant.platform.fault({ operation: 'admin.queues.list', times: 1, status: 503 });
    await expect(items.next()).rejects.toMatchObject({ name: 'ServerError' });
    for await (const queue of items) seen.push(queue.name);

    expect(seen.filter((name) => names.includes(name))).toEqual(names);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('pass the options of the call on to every page', async () => {
    const merchant = openMerchant();
    await createQueues(merchant, names);
    const controller = new AbortController();
    const items = merchant.fanfare.admin.queues
      .list(wanted, { signal: controller.signal })
      [Symbol.asyncIterator]();

    await items.next();
    await items.next();
    controller.abort();

    await expect(items.next()).rejects.toBeInstanceOf(AbortedError);
    expect(merchant.calls('admin.queues.list')).toBe(1);
  });

  it.each([
    ['an unknown field', { sequence: 'seq_1' }, 'sequence'],
    ['a number as text', { first: '2' }, 'first'],
    ['no object', 'all', ''],
  ])('are not asked for with %s', async (_, query, path) => {
    const { fanfare, calls } = openMerchant();

    const list = fanfare.admin.queues.list(query as never).toArray({ limit: 1 });

    await expect(list).rejects.toMatchObject({ code: 'invalid_request', issues: [{ path }] });
    expect(calls('admin.queues.list')).toBe(0);
  });
});

describe('F1: money as a number', () => {
  const auction = { sequenceId: 'seq_1', name: 'Last pair', settleAt: '2026-12-01T10:00:00.000Z' };

  it.each([
    [
      'admin.auctions.create',
      ({ fanfare }: Merchant, price: never) =>
        fanfare.admin.auctions.create({ ...auction, startPrice: price }),
      'startPrice',
    ],
    [
      'admin.products.variants.update',
      ({ fanfare }: Merchant, price: never) =>
        fanfare.admin.products.variants.update({ productId: 'prd_1', variantId: 'var_1' }, { price }),
      'price',
    ],
    [
      'checkout.refund',
      ({ fanfare }: Merchant, amount: never) => fanfare.checkout.refund({ orderId: 'ord_1', amount }),
      'amount',
    ],
  ] as const)('is refused by %s before anything is sent', async (id, call, path) => {
    const merchant = openMerchant();

    await expect(call(merchant, 129 as never)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining(`${id} was not sent`),
      issues: [{ path }],
    });
    expect(merchant.platform.requests).toHaveLength(0);
  });
});
