import { expect } from 'vitest';
import { adminOf } from './admin-of.js';
import type { Answer, TestShop } from './open-shop.js';

/** Creates a key as the merchant of a shop: a secret one that may read experiences, where nothing else is said. */
export async function createKey(shop: TestShop, more: object = {}): Promise<Answer['body']> {
  const body = { kind: 'secret', name: 'Till', scopes: ['read:experiences'], ...more };
  const answer = await adminOf(shop).post('/api-keys', body);
  expect(answer.status).toBe(200);
  return answer.body;
}
