import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { auditOf, isChainWhole } from './support/audit-of.js';
import { openShop, type TestShop } from './support/open-shop.js';
import { dumpState, type FoundText } from './support/dump-state.js';
import { address, canaries, knownConsumer, type KnownConsumer } from './support/known-consumer.js';

/** Everything in the state of the platform in which a word stands that tells who the consumer was. */
function traces({ shop: { platform } }: Pick<KnownConsumer, 'shop'>): readonly string[] {
  const tells = ({ text }: FoundText): boolean => canaries.some((word) => text.toLowerCase().includes(word));
  return dumpState(platform)
    .filter(tells)
    .map(({ path, text }) => `${path.slice(-120)}: ${text.slice(0, 60)}`);
}

describe.each([
  ['the merchant', ({ admin, ada }: KnownConsumer) => admin.remove(`/consumers/${ada.consumerId}`)],
  ['the consumer', ({ ada }: KnownConsumer) => ada.call('DELETE', '/consumers/me')],
])('I7: an erasure that %s asked for', (_, erase) => {
  it('leaves no word in the whole state that tells who it was, and the audit chain whole', async () => {
    const known = await knownConsumer();
    await known.shop.platform.clock.advance('1m');
    const before = traces(known);

    await erase(known);
    await known.shop.platform.clock.advance('61m');

    expect(before.length).toBeGreaterThan(30);
    expect(traces(known)).toEqual([]);
    expect(await isChainWhole(known.shop)).toBe(true);
    expect(known.shop.platform.defects).toEqual([]);
  });

  it('ends every session, tells the merchant, and is the last that the log says of them', async () => {
    const known = await knownConsumer();
    const { shop, admin, ada } = known;
    const [signIn] = await auditOf(shop, '&action=auth.verifyOtp');

    const { status } = await erase(known);
    const call = await ada.call('GET', '/consumers/me');
    await shop.platform.clock.advance('61m');

    expect(status).toBe(200);
    expect(told(call)).toEqual([401, 'session_revoked']);
    const events = paged(await admin.get('/webhooks/events?first=100'));
    expect(events).toContainEqual(expect.objectContaining({ type: 'consumer.deleted' }));
    expect((await auditOf(shop, '&action=consumer.erased')).map(({ target }) => target)).toEqual([
      signIn?.target,
    ]);
    expect(await auditOf(shop, `&target=${ada.consumerId}`)).toEqual([]);
    expect(await auditOf(shop, `&actor=${ada.consumerId}`)).toEqual([]);
    expect((await shop.member(address)).consumerId).not.toBe(ada.consumerId);
  });
});

describe('I7: the erasure of somebody whom the merchant vouched for', () => {
  it('leaves no word of what the merchant said, nor of codes that were never used', async () => {
    const shop = openShop();
    const vouch = async (): Promise<unknown> =>
      shop.merchant('POST', '/auth/external/authorize', {
        provider: 'shop',
        issuer: 'https://id.example',
        subject: 'user-lovelace',
        canonicalSubject: 'countess-1',
        claims: { email: address, name: 'Ada Lovelace', phone: '+4930901820' },
      });
    await vouch();
    await vouch();
    const [known] = paged(await adminOf(shop).get('/consumers'));
    expect(traces({ shop }).length).toBeGreaterThan(3);

    await adminOf(shop).remove(`/consumers/${String(known?.['id'])}`);
    await shop.platform.clock.advance('61m');

    expect(traces({ shop })).toEqual([]);
  });
});

describe('I7: an erasure while the merchant brings people in', () => {
  it.each(['import', 'sync'] as const)('is not undone by an %s that had begun', async (way) => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member(address);
    await (way === 'import' ? beginImport(shop) : beginSync(shop));

    await admin.remove(`/consumers/${ada.consumerId}`);
    await shop.platform.clock.advance('61m');

    const left = paged(await admin.get('/consumers')).map(({ email }) => email);
    expect(left).toEqual(['grace@example.com']);
    if (way === 'import') expect(traces({ shop })).toEqual([]); // a list is at another company
  });
});

async function beginImport(shop: TestShop): Promise<void> {
  const admin = adminOf(shop);
  const file = `email\n${address}\ngrace@example.com`;
  const list = await admin.post('/audiences', { name: 'Friends', type: 'STATIC' });
  const announced = { fileName: 'a.csv', contentType: 'text/csv', sizeBytes: Buffer.byteLength(file) };
  const made = await admin.post(`/audiences/${String(list.body['id'])}/import`, announced);
  const headers = { 'content-type': 'text/csv' };
  await shop.platform.fetch(String(made.body['uploadUrl']), { method: 'PUT', body: file, headers });
}

async function beginSync(shop: TestShop): Promise<void> {
  const { platform, organization } = shop;
  const list = `${platform.origin}/__mock/lists/klaviyo/kl_friends?organizationId=${organization.id}&mode=test`;
  const contacts = [address.toUpperCase(), 'grace@example.com'];
  await platform.fetch(list, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Friends', contacts }),
  });
  await adminOf(shop).post('/audiences/import/klaviyo', { listIds: ['kl_friends'] });
}
