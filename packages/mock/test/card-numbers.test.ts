import { operationList, refusalCodes, type Operation } from '@fanfare/contract/operations';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFromSchema } from '../../contract/test/support/arbitrary-from-schema.js';
import { MockRefusal } from '../src/refusal.js';
import { bodyReader } from '../src/router/body-reader.js';
import { validateRequest } from '../src/router/validate-request.js';
import { adminOf, told } from './support/admin-of.js';
import { openShop } from './support/open-shop.js';

const card = '4111 1111 1111 1111';
const free = /^(name|title|content|description|reason|companyName|fullName|subject)$/;
/** Article numbers look like card numbers, so that what is said about products is left alone. */
const isAboutProducts = ({ id }: Operation): boolean => /^admin\.(products|variantOptions\.values)/.test(id);

/** Puts a card number into every free text of a body; tells whether there was one. */
function spoil(value: unknown): { readonly value: unknown; readonly isSpoilt: boolean } {
  if (typeof value !== 'object' || value === null) return { value, isSpoilt: false };
  if (Array.isArray(value)) {
    const parts = value.map(spoil);
    return { value: parts.map((part) => part.value), isSpoilt: parts.some(({ isSpoilt }) => isSpoilt) };
  }
  let isSpoilt = false;
  const members = Object.entries(value).map(([name, part]) => {
    if (free.test(name) && typeof part === 'string') {
      isSpoilt = true;
      return [name, card];
    }
    const inner = spoil(part);
    isSpoilt ||= inner.isSpoilt;
    return [name, inner.value];
  });
  return { value: Object.fromEntries(members), isSpoilt };
}

function codeFor(operation: Operation, body: unknown): string | undefined {
  const { params: _params, query: _query, ...row } = operation;
  const bytes = Buffer.from(JSON.stringify(body));
  const readJson = bodyReader({ contentType: 'application/json', bytes });
  try {
    validateRequest(row, { params: {}, query: {}, readJson });
    return undefined;
  } catch (error) {
    if (!(error instanceof MockRefusal)) throw error;
    return error.code;
  }
}

describe('I2: the number of a payment card', () => {
  it.each(
    operationList
      .filter((row) => row.body !== undefined && refusalCodes(row).has('card_data_not_allowed'))
      .filter((row) => !isAboutProducts(row))
      .map((row) => [row.id, row] as const),
  )('is refused in every free text that %s takes', (_, row) => {
    const bodies = fc.sample(
      arbitraryFromSchema(row.body as NonNullable<Operation['body']>, { fullness: 1 }),
      {
        numRuns: 5,
        seed: 3,
      },
    );
    for (const body of bodies) {
      const { value, isSpoilt } = spoil(body);

      expect(codeFor(row, body)).toBeUndefined();
      expect(codeFor(row, value)).toBe(isSpoilt ? 'card_data_not_allowed' : undefined);
    }
  });

  it('is refused in metadata and in claims, as a text, as a number, and as a name', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.guest();
    const identity = { provider: 'shop', issuer: 'https://id.example', subject: 'u-1' };
    const refused = [400, 'card_data_not_allowed'];

    for (const hidden of [{ a: card }, { a: 4_111_111_111_111_111 }, { [card]: true }, { a: ['x', card] }]) {
      expect(told(await admin.put(`/consumers/${ada.consumerId}`, { metadata: hidden }))).toEqual(refused);
      const claims = { deep: { deeper: hidden } };
      const answer = await shop.merchant('POST', '/auth/external/authorize', { ...identity, claims });
      expect(told(answer)).toEqual(refused);
      expect(JSON.stringify(answer.body)).not.toContain('1111');
    }
    expect(shop.platform.defects).toEqual([]);
  });

  it('is told from other long numbers', async () => {
    const shop = openShop();
    const ada = await shop.guest();
    const metadata = { order: '4111111111111112', at: '1764000000000', phone: '+49 30 901820' };

    expect((await adminOf(shop).put(`/consumers/${ada.consumerId}`, { metadata })).status).toBe(200);
  });
});
