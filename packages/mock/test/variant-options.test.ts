import { describe, expect, it } from 'vitest';
import { adminOf, listed, told } from './support/admin-of.js';
import { openShop, start, type Answer } from './support/open-shop.js';
import { setUpOption, setUpProduct } from './support/set-up-product.js';

const namesOf = (answer: Answer): unknown[] => listed(answer).map(({ name }) => name);
const valuesOf = (answer: Answer): unknown[] => listed(answer).map(({ value }) => value);

describe('options', () => {
  it('are created with values, listed, read, renamed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const created = await admin.post('/variant-options', { name: 'Size', values: ['S', 'M', 's'] });
    const path = `/variant-options/${created.body['id']}`;
    const renamed = await admin.patch(path, { name: 'SIZE' });
    const archived = await admin.remove(path);

    expect(created.body).toMatchObject({
      name: 'Size',
      position: 0,
      archived: false,
      values: [
        { value: 'S', position: 0, optionId: created.body['id'] },
        { value: 'M', position: 1 },
      ],
    });
    expect(renamed.body).toMatchObject({ id: created.body['id'], name: 'SIZE', updatedAt: start });
    expect(archived.body).toMatchObject({ archived: true, name: 'SIZE' });
    expect((await admin.get(path)).body).toEqual(archived.body);
    expect(namesOf(await admin.get('/variant-options'))).toEqual([]);
    expect(told(await admin.patch(path, { name: 'x' }))).toEqual([409, 'conflict']);
    expect(told(await admin.post(`${path}/values`, { value: 'L' }))).toEqual([409, 'conflict']);
    expect(told(await admin.post(`${path}/get-or-create-value`, { value: 'L' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('have names of their own, in any case of letters', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    await setUpOption(shop, { name: 'Size', values: [] });
    const { id } = await setUpOption(shop, { name: 'Tone', values: [] });

    expect(told(await admin.post('/variant-options', { name: 'size' }))).toEqual([409, 'conflict']);
    expect(told(await admin.patch(`/variant-options/${id}`, { name: 'SIZE' }))).toEqual([409, 'conflict']);
    expect((await admin.patch(`/variant-options/${id}`, {})).body['name']).toBe('Tone');
  });

  it('follow as they stood where others are put first', async () => {
    const shop = openShop();
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push((await setUpOption(shop, { name, values: [] })).id);
    const put = (variantOptionIds: unknown[]) =>
      adminOf(shop).put('/variant-options/reorder', { variantOptionIds });

    expect(namesOf(await put([ids[2]]))).toEqual(['C', 'A', 'B']);
    expect(namesOf(await put([ids[1], ids[0]]))).toEqual(['B', 'A', 'C']);
    expect(namesOf(await put([]))).toEqual(['B', 'A', 'C']);
  });

  it('are put in order, and close the gap that one leaves', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push((await setUpOption(shop, { name, values: [] })).id);
    const [a, b, c] = ids as [string, string, string];

    const reordered = await admin.put('/variant-options/reorder', { variantOptionIds: [c, a, b] });
    await admin.remove(`/variant-options/${a}`);
    const left = listed(await admin.get('/variant-options'));

    expect(namesOf(reordered)).toEqual(['C', 'A', 'B']);
    expect(left.map(({ name, position }) => [name, position])).toEqual([
      ['C', 0],
      ['B', 1],
    ]);
  });

  it.each([
    ['one is named twice', (ids: string[]) => [...ids, ids[0]], 400],
    ['one is unknown', (ids: string[]) => [...ids.slice(1), 'opt_nowhere'], 404],
  ])('stay in order where %s', async (_, change, status) => {
    const shop = openShop();
    const ids: string[] = [];
    for (const name of ['A', 'B']) ids.push((await setUpOption(shop, { name, values: [] })).id);

    const answer = await adminOf(shop).put('/variant-options/reorder', {
      variantOptionIds: change(ids.reverse()),
    });

    expect(answer.status).toBe(status);
    expect(namesOf(await adminOf(shop).get('/variant-options'))).toEqual(['A', 'B']);
  });

  it('come from templates, as often as one likes', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const templates = ['size', 'color', 'size'];
    const own = await setUpOption(shop, { name: 'size', values: ['One size'] });

    const first = await admin.post('/variant-options/apply-templates', { templates });
    const again = await admin.post('/variant-options/apply-templates', { templates });

    expect(namesOf(first)).toEqual(['size', 'Color']);
    expect(first.body).toMatchObject([
      { id: own.id, values: [{ value: 'One size' }, { value: 'XS' }, { value: 'S' }, {}, {}, {}, {}] },
      {},
    ]);
    expect(again.body).toEqual(first.body);
    expect(told(await admin.post('/variant-options/apply-templates', { templates: ['flavour'] }))).toEqual([
      400,
      'validation_error',
    ]);
  });

  it('D6: are unknown to the other organization', async () => {
    const shop = openShop();
    const other = adminOf(openShop({ platform: shop.platform, organization: 1 }));
    const { id, values } = await setUpOption(shop, { name: 'Size', values: ['S'] });

    const foreign = await other.get(`/variant-options/${id}`);
    const unknown = await other.get('/variant-options/opt_nowhere');

    expect(told(foreign)).toEqual([404, 'not_found']);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    for (const answer of [
      await other.patch(`/variant-options/${id}`, { name: 'mine' }),
      await other.remove(`/variant-options/${id}`),
      await other.get(`/variant-options/${id}/values`),
      await other.patch(`/variant-options/${id}/values/${values['S']}`, { value: 'mine' }),
      await other.put('/variant-options/reorder', { variantOptionIds: [id] }),
    ]) {
      expect(told(answer)).toEqual([404, 'not_found']);
    }
    expect(namesOf(await other.get('/variant-options'))).toEqual([]);
  });
});

describe('the values of an option', () => {
  it('are created, listed, reworded, put in order and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id, values } = await setUpOption(shop, { name: 'Size', values: ['S', 'M'] });
    const path = `/variant-options/${id}/values`;

    const created = await admin.post(path, { value: 'L' });
    const reworded = await admin.patch(`${path}/${values['M']}`, { value: 'Medium' });
    const reordered = await admin.put(`${path}/reorder`, {
      valueIds: [created.body['id'], values['S'], values['M']],
    });
    const archived = await admin.remove(`${path}/${values['S']}`);

    expect(created.body).toMatchObject({ optionId: id, value: 'L', position: 2 });
    expect(reworded.body).toMatchObject({ id: values['M'], value: 'Medium' });
    expect(valuesOf(reordered)).toEqual(['L', 'S', 'Medium']);
    expect(archived.body).toMatchObject({ archived: true, value: 'S' });
    expect(valuesOf(await admin.get(path))).toEqual(['L', 'Medium']);
    expect(told(await admin.patch(`${path}/${values['S']}`, { value: 'XS' }))).toEqual([409, 'conflict']);
    expect(valuesOf(await admin.put(`${path}/reorder`, { valueIds: [values['M']] }))).toEqual([
      'Medium',
      'L',
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are there once, in any case of letters', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id, values } = await setUpOption(shop, { name: 'Size', values: ['S', 'M'] });
    const path = `/variant-options/${id}`;

    const found = await admin.post(`${path}/get-or-create-value`, { value: 's' });
    const made = await admin.post(`${path}/get-or-create-value`, { value: 'L' });

    expect(found.body).toMatchObject({ id: values['S'], value: 'S' });
    expect(made.body).toMatchObject({ value: 'L', position: 2 });
    expect((await admin.post(`${path}/get-or-create-value`, { value: 'L' })).body).toEqual(made.body);
    expect(told(await admin.post(`${path}/values`, { value: 'm' }))).toEqual([409, 'conflict']);
    expect(told(await admin.patch(`${path}/values/${values['M']}`, { value: 's' }))).toEqual([
      409,
      'conflict',
    ]);
    expect((await admin.patch(`${path}/values/${values['M']}`, { value: 'm' })).body['value']).toBe('m');
  });

  it('belong to one option', async () => {
    const shop = openShop();
    const size = await setUpOption(shop, { name: 'Size', values: ['S'] });
    const tone = await setUpOption(shop, { name: 'Tone', values: ['Dark'] });
    const path = `/variant-options/${size.id}/values/${tone.values['Dark']}`;

    expect(told(await adminOf(shop).patch(path, { value: 'x' }))).toEqual([404, 'not_found']);
    expect(told(await adminOf(shop).remove(path))).toEqual([404, 'not_found']);
  });
});

describe('the options of a product', () => {
  const variant = { sku: 'A', price: '1.00' };

  it('are replaced, listed in order and taken off', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const size = await setUpOption(shop, { name: 'Size', values: ['S'] });
    const tone = await setUpOption(shop, { name: 'Tone', values: ['Dark'] });
    const { path } = await setUpProduct(shop, { variantOptionIds: [size.id] });
    const own = `${path}/variant-options`;

    expect(namesOf(await admin.get(own))).toEqual(['Size']);
    expect(namesOf(await admin.put(own, { variantOptionIds: [tone.id, size.id] }))).toEqual(['Tone', 'Size']);
    expect(namesOf(await admin.remove(`${own}/${tone.id}`))).toEqual(['Size']);
    expect(namesOf(await admin.get(own))).toEqual(['Size']);
    expect(namesOf(await admin.remove(`${own}/${tone.id}`))).toEqual(['Size']); // a repeat changes nothing
    expect(told(await admin.remove(`${own}/opt_nowhere`))).toEqual([404, 'not_found']);
    expect(told(await admin.put(own, { variantOptionIds: ['opt_nowhere'] }))).toEqual([404, 'not_found']);
    expect(told(await admin.put(own, { variantOptionIds: [size.id, size.id] }))).toEqual([
      400,
      'validation_error',
    ]);
    await admin.remove(path);
    expect(told(await admin.put(own, { variantOptionIds: [] }))).toEqual([409, 'conflict']);
    expect(namesOf(await admin.get(own))).toEqual(['Size']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('stay while a variant has a value for them, and so do option and value', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const size = await setUpOption(shop, { name: 'Size', values: ['S'] });
    const valueId = size.values['S'];
    const { path, variants } = await setUpProduct(shop, {
      variantOptionIds: [size.id],
      variants: [{ ...variant, optionAssignments: [{ optionId: size.id, valueId }] }],
    });
    const inUse = async (): Promise<unknown[]> => [
      (await admin.remove(`${path}/variant-options/${size.id}`)).status,
      (await admin.put(`${path}/variant-options`, { variantOptionIds: [] })).status,
      (await admin.remove(`/variant-options/${size.id}/values/${valueId}`)).status,
    ];

    expect(await inUse()).toEqual([409, 409, 409]);
    expect(told(await admin.remove(`/variant-options/${size.id}`))).toEqual([409, 'conflict']);
    await admin.remove(`${path}/variants/${variants['A']}`);
    expect(await inUse()).toEqual([200, 200, 200]);
    expect((await admin.remove(`/variant-options/${size.id}`)).status).toBe(200);
  });
});
