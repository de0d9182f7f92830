import { fromNdjson, toNdjson, verifyAuditChain } from '@fanfare/node/audit';
import { describe, expect, it } from 'vitest';
import { openMerchant, type Merchant } from '../support/open-merchant.js';

/** Changes something a few times, one after the other. */
async function change({ fanfare, shop }: Merchant, times: number): Promise<void> {
  for (let count = 1; count <= times; count += 1)
    await fanfare.admin.queues.update(shop.queue.id, { admitRate: count });
}

describe('J5, J6: the audit log of the platform', () => {
  it('is whole, and verified while it is read page by page', async () => {
    const merchant = openMerchant();
    await change(merchant, 5);
    const { auditLog } = merchant.fanfare.admin;
    const anchor = await auditLog.anchor();

    const chain = await verifyAuditChain(auditLog.list({ sortDir: 'asc', first: 2 }), { anchor });

    expect(chain).toEqual({ valid: true, count: 5, head: anchor.head });
  });

  it('can be extended, and not shortened, under an anchor that was kept', async () => {
    const merchant = openMerchant();
    await change(merchant, 3);
    const { auditLog } = merchant.fanfare.admin;
    const anchor = await auditLog.anchor();
    await change(merchant, 2);
    const entries = await auditLog.list({ sortDir: 'asc' }).toArray({ limit: 100 });

    expect(await verifyAuditChain(entries, { anchor })).toMatchObject({ valid: true, count: 5 });
    expect(await verifyAuditChain(entries.slice(0, 2), { anchor })).toEqual({
      valid: false,
      index: 2,
      reason: 'truncated',
    });
    expect(await verifyAuditChain(entries.slice(1), { anchor })).toEqual({
      valid: false,
      index: 0,
      reason: 'out_of_sequence',
    });
  });

  it('is one of each organization, and of nobody else', async () => {
    const merchant = openMerchant();
    await change(merchant, 2);
    const anchor = await merchant.fanfare.admin.auditLog.anchor();
    await merchant.competitor.admin.queues.list().toArray({ limit: 1 });
    await merchant.competitor.admin.queues.get(merchant.shop.queue.id).catch(() => undefined);

    const theirs = await merchant.competitor.admin.auditLog.list().toArray({ limit: 100 });
    const own = await merchant.fanfare.admin.auditLog.list({ outcome: 'denied' }).toArray({ limit: 100 });

    expect(theirs.map(({ action }) => action)).toEqual(['admin.queues.get']);
    expect(own.map(({ action }) => action)).toEqual(['cross_tenant.attempt']);
    expect(await verifyAuditChain(theirs, { anchor })).toMatchObject({ reason: 'wrong_tenant' });
  });

  it('J9: goes into a file and back, and is whole', async () => {
    const merchant = openMerchant();
    await change(merchant, 4);
    const { auditLog } = merchant.fanfare.admin;
    const anchor = await auditLog.anchor();
    const lines: string[] = [];
    for await (const line of toNdjson(auditLog.list({ sortDir: 'asc', first: 3 }))) lines.push(line);

    const file = lines.join('');

    expect(file.split('\n')).toHaveLength(5);
    expect(await verifyAuditChain(fromNdjson([file]), { anchor })).toMatchObject({ valid: true, count: 4 });
    const forged = file.replace('"to":3', '"to":4');
    expect(await verifyAuditChain(fromNdjson([forged]), { anchor })).toEqual({
      valid: false,
      index: 2,
      reason: 'content_changed',
    });
  });
});

describe('I2: the number of a payment card', () => {
  it('is refused before anything is sent', async () => {
    const { fanfare, shop, platform } = openMerchant();
    const name = 'Card 4111 1111 1111 1111';

    const refused = fanfare.admin.queues.update(shop.queue.id, { name });

    await expect(refused).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(refused).rejects.not.toThrow(/4111/);
    expect(platform.requests).toEqual([]);
  });
});

describe('I6, I7: the data of a consumer', () => {
  it('is exported and erased', async () => {
    const { fanfare, platform } = openMerchant();
    const { results } = await fanfare.admin.consumers.createBatch({
      consumers: [{ email: 'ada@example.com', fullName: '=Ada' }],
    });
    const consumerId = results[0]?.consumerId ?? '';
    const { consumers } = fanfare.admin;

    const { id } = await consumers.exports.create(consumerId, { format: 'csv' });
    await platform.clock.advance('2s');
    const key = { consumerId, exportId: id };
    const file = await consumers.exports.download(key);
    await consumers.erase(consumerId);
    await platform.clock.advance('61m');

    expect(file).toContain('profile,email,ada@example.com');
    expect(file).toContain("profile,fullName,'=Ada");
    await expect(consumers.exports.get(key)).rejects.toMatchObject({ code: 'not_found' });
    await expect(consumers.get(consumerId)).rejects.toMatchObject({ code: 'not_found' });
  });
});
