import { describe, expect, it } from 'vitest';
import { operations, type Operation } from '@fanfare/contract/operations';

const { products, organizations, variantOptions } = operations.admin;

function accepts(schema: Operation['body'], value: unknown): boolean {
  return schema?.safeParse(value).success ?? false;
}

describe('the rows of products', () => {
  const product = { name: 'Nova', url: 'https://shop.example.com/nova' };
  const variant = { sku: 'A', price: '99.90' };

  it.each<[string, object, boolean]>([
    ['a name and an address', {}, true],
    ['variants', { variants: [variant] }, true],
    ['a price as a number', { variants: [{ ...variant, price: 99.9 }] }, false],
    ['a negative price', { variants: [{ ...variant, price: '-1.00' }] }, false],
    ['a fraction of a piece', { variants: [{ ...variant, inventoryQuantity: 0.5 }] }, false],
    ['an unknown policy', { variants: [{ ...variant, inventoryPolicy: 'maybe' }] }, false],
    ['an id for a variant', { variants: [{ ...variant, id: 'var_1' }] }, false],
    ['an id that could change a path', { variantOptionIds: ['../x'] }, false],
    ['a script as an address', { url: 'javascript:alert(1)' }, false],
    ['an unknown kind of file', { productMediaAssets: [{ name: 'a', mimeType: 'text/html' }] }, false],
  ])('with %s: %j', (_, more, expected) => {
    expect(accepts(products.upsert.body, { ...product, ...more })).toBe(expected);
  });

  it('take an inventory either as a number or as a change', () => {
    const takes = (value: object): boolean => accepts(products.variants.updateInventory.body, value);

    expect([takes({ inventoryQuantity: 0 }), takes({ adjustBy: -3 })]).toEqual([true, true]);
    expect([takes({}), takes({ inventoryQuantity: 1, adjustBy: 1 })]).toEqual([false, false]);
  });

  it('search for two letters at least', () => {
    expect(accepts(products.search.query, { search: 'ab' })).toBe(true);
    expect(accepts(products.search.query, { search: 'a' })).toBe(false);
    expect(accepts(products.search.query, {})).toBe(false);
  });

  it('repeat a change of the inventory under its key only: twice is not once', () => {
    expect(products.variants.updateInventory.retry).toBe('header');
    expect(products.upsert.retry).toBe('header');
    expect(variantOptions.getOrCreateValue.retry).toBe('idempotent');
  });

  it('come before the rows whose parameter would swallow them', () => {
    const rows = [...Object.values(products), ...Object.values(products.variants)];
    const addresses = rows.flatMap((row) => ('path' in row ? [`${row.method} ${row.path}`] : []));
    const before = (first: string, second: string): boolean =>
      addresses.indexOf(first) < addresses.indexOf(second);

    expect(before('GET /products/search', 'GET /products/{productId}')).toBe(true);
    expect(before('GET /products/metrics', 'GET /products/{productId}')).toBe(true);
    expect(
      before(
        'GET /products/{productId}/variants/available',
        'GET /products/{productId}/variants/{variantId}',
      ),
    ).toBe(true);
  });
});

describe('the rows of organizations', () => {
  it.each([
    ['abc', true],
    ['a-1', true],
    ['a'.repeat(64), true],
    ['ab', false],
    ['a'.repeat(65), false],
    ['-abc', false],
    ['abc-', false],
    ['Abc', false],
    ['a_c', false],
    ['abc\n', false],
  ])('take the slug %j: %s', (slug, expected) => {
    expect(accepts(organizations.update.body, { slug })).toBe(expected);
    expect(accepts(organizations.slugAvailability.query, { slug })).toBe(expected);
  });

  it('never repeat a rotation: the key that signed it may be gone', () => {
    expect(organizations.rotateSecretKey.retry).toBe('never');
  });
});
