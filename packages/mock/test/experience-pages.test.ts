import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

const creativeDocument = {
  schemaVersion: 1,
  kind: 'experience-page',
  editor: 'rich-content-v0',
  body: { blocks: [{ type: 'heading', text: 'Welcome' }] },
  themeOverrides: { primary: '#1f4fd8' },
} as const;

function create(shop: TestShop, more: object = {}): Promise<Answer> {
  const body = {
    experienceId: shop.experienceId,
    slug: 'winter-drop',
    title: 'Winter',
    creativeDocument,
    ...more,
  };
  return adminOf(shop).post('/experience-pages', body);
}

describe('the pages of an experience', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const { status, body: made } = await create(shop, { metadata: { a: 1 }, creativeTemplateKey: 'hero' });
    expect(status).toBe(200);
    expect(made).toMatchObject({
      experienceId: shop.experienceId,
      slug: 'winter-drop',
      title: 'Winter',
      creativeDocument,
      creativeTemplateKey: 'hero',
      metadata: { a: 1 },
    });
    const path = `/experience-pages/${String(made['id'])}`;
    expect((await admin.get(path)).body).toEqual(made);
    const patch = { title: 'Deep winter', slug: 'deep-winter', metadata: null };
    expect((await admin.put(path, patch)).body).toMatchObject(patch);
    expect(paged(await admin.get('/experience-pages?search=deep'))).toHaveLength(1);
    expect(paged(await admin.get('/experience-pages?experienceId=exp_other'))).toHaveLength(0);
    expect((await admin.remove(path)).body).toMatchObject({ archived: true });
    expect(paged(await admin.get('/experience-pages'))).toHaveLength(0);
    expect(told(await admin.put(path, { title: 'Late' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('have a slug that no other page of the organization has', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const admin = adminOf(shop);
    const { body: first } = await create(shop);
    const { body: second } = await create(shop, { slug: 'spring' });
    const pathOf = ({ id }: Answer['body']): string => `/experience-pages/${String(id)}`;

    expect(told(await create(shop))).toEqual([409, 'conflict']);
    expect(told(await admin.put(pathOf(second), { slug: 'winter-drop' }))).toEqual([409, 'conflict']);
    expect((await admin.put(pathOf(second), { slug: 'spring', title: 'Same' })).status).toBe(200);
    expect((await create(other)).status).toBe(200);
    await admin.remove(pathOf(first));
    expect((await create(shop)).status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    [{ slug: 'Winter' }],
    [{ slug: '-winter' }],
    [{ slug: '../admin' }],
    [{ creativeDocument: { ...creativeDocument, schemaVersion: 2 } }],
    [{ creativeDocument: { ...creativeDocument, kind: 'announcement-email' } }],
    [{ creativeDocument: { ...creativeDocument, themeOverrides: { primary: 'url(//evil.example)' } } }],
    [{ published: true }],
  ])('F1: are refused with %j', async (wrong) => {
    expect(told(await create(openShop(), wrong))).toEqual([400, 'validation_error']);
  });

  it('belong to an experience that is there', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const { body: made } = await create(shop);
    const path = `/experience-pages/${String(made['id'])}`;

    expect(told(await create(shop, { experienceId: 'exp_nowhere', slug: 'x' }))).toEqual([404, 'not_found']);
    const move = await adminOf(shop).put(path, { experienceId: other.experienceId });
    expect(told(move)).toEqual([404, 'not_found']);
    expect(told(await adminOf(other).get(path))).toEqual([404, 'not_found']);
  });
});
