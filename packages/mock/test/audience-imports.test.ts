import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adminOf, listed, paged, told } from './support/admin-of.js';
import { openShop, type TestShop } from './support/open-shop.js';

const file = [
  'email,phone,fullName,consumerId',
  'ada@example.com,,"Lovelace, Ada",',
  ',+49 30 901820,Telephone Only,',
  'ADA@example.com,,Ada again,',
  'nobody,,No address,',
  ',,,cons_nowhere',
].join('\r\n');
const announced = { fileName: 'friends.csv', contentType: 'text/csv', sizeBytes: Buffer.byteLength(file) };

interface Announcement {
  readonly path: string;
  readonly uploadUrl: string;
}

async function announce(shop: TestShop, more: object = {}): Promise<Announcement> {
  const admin = adminOf(shop);
  const { body } = await admin.post('/audiences', { name: 'Friends', type: 'STATIC' });
  const path = `/audiences/${body['id']}`;
  const made = await admin.post(`${path}/import`, { ...announced, ...more });
  return { path, uploadUrl: String(made.body['uploadUrl']) };
}

function put(shop: TestShop, url: string, body: string, type = 'text/csv'): Promise<Response> {
  return shop.platform.fetch(url, { method: 'PUT', body, headers: { 'content-type': type } });
}

describe('a file of members', () => {
  it('goes to the address that was made for it, and is read a little later', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const { path, uploadUrl } = await announce(shop);

    const answer = await put(shop, uploadUrl, file);
    const during = await admin.get(`${path}/status`);
    await shop.platform.clock.advance('1m');
    const [done] = listed(await admin.get(`${path}/import`));
    const members = paged(await admin.get(`${path}/members`));

    expect(answer.status).toBe(204);
    expect(during.body).toMatchObject({ inProgress: true, pendingShards: 1 });
    expect(done).toMatchObject({ status: 'COMPLETED', importedCount: 2, skippedCount: 3, uploadUrl: null });
    expect(members).toMatchObject([
      { consumerId: ada.consumerId, email: 'ada@example.com' },
      { phone: '+4930901820', fullName: 'Telephone Only', email: null },
    ]);
    expect((await admin.get(path)).body).toMatchObject({ version: 2, imports: [{ status: 'COMPLETED' }] });
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    ['another type', file, 'application/json', 400],
    ['another size', file.slice(1), 'text/csv', 400],
    ['more bytes than were announced', `${file}x`, 'text/csv', 413],
  ])('E8: is refused with %s, and may be sent again', async (_, body, type, status) => {
    const shop = openShop();
    const { uploadUrl } = await announce(shop);

    const refused = await put(shop, uploadUrl, body, type);
    const sent = await put(shop, uploadUrl, file);

    expect(refused.status).toBe(status);
    expect(sent.status).toBe(204);
  });

  it('E8: is refused where its checksum is another one', async () => {
    const shop = openShop();
    const sha256 = createHash('sha256').update(file).digest('hex');
    const { uploadUrl } = await announce(shop, { sha256 });

    const other = await put(shop, uploadUrl, file.replace('Ada', 'Eve'));
    const same = await put(shop, uploadUrl, file);

    expect([other.status, same.status]).toEqual([400, 204]);
  });

  it('is taken once, and not after its time', async () => {
    const shop = openShop();
    const used = await announce(shop);
    const late = await announce(shop);
    await put(shop, used.uploadUrl, file);

    const again = await put(shop, used.uploadUrl, file);
    await shop.platform.clock.advance('15m');
    const after = await put(shop, late.uploadUrl, file);

    expect([again.status, after.status]).toEqual([404, 404]);
    expect(listed(await adminOf(shop).get(`${late.path}/import`))).toMatchObject([
      { status: 'FAILED', error: 'The file never came.' },
    ]);
  });

  it('fails as a whole where it cannot be read', async () => {
    const shop = openShop();
    const broken = 'email\n"ada@example.com\n';
    const { path, uploadUrl } = await announce(shop, { sizeBytes: broken.length });

    await put(shop, uploadUrl, broken);
    await shop.platform.clock.advance('1m');

    expect(listed(await adminOf(shop).get(`${path}/import`))).toMatchObject([{ status: 'FAILED' }]);
    expect((await adminOf(shop).get(`${path}/count`)).body['count']).toBe(0);
  });

  it('F2: must not be too large, must be of comma-separated values, and needs a static audience', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { path } = await announce(shop);
    const ruled = await admin.post('/audiences', { name: 'Ruled', type: 'DYNAMIC' });

    const large = await admin.post(`${path}/import`, { ...announced, sizeBytes: 10_485_761 });
    const sheet = await admin.post(`${path}/import`, { ...announced, contentType: 'application/pdf' });
    const wrong = await admin.post(`/audiences/${ruled.body['id']}/import`, announced);

    expect([large, sheet, wrong].map(told)).toEqual([
      [400, 'validation_error'],
      [400, 'validation_error'],
      [409, 'conflict'],
    ]);
  });
});
