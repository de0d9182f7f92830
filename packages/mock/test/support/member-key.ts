import { adminOf } from './admin-of.js';
import { asKey, type KeyCall } from './as-key.js';
import { createKey } from './create-key.js';
import type { Answer, TestShop } from './open-shop.js';

/** A key of a member, and what calls with it. */
export interface MemberKey {
  readonly id: string;
  readonly key: string;
  readonly send: (call: KeyCall) => Promise<Answer>;
}

/** A role, and where it counts. */
export interface GivenRole {
  readonly role: string;
  readonly experienceId?: unknown;
}

/** Makes a member with roles, and a key of theirs; with every scope, where nothing else is said. */
export async function memberKey(
  shop: TestShop,
  roles: readonly GivenRole[],
  more: object = {},
): Promise<MemberKey> {
  const email = `${roles.map(({ role }) => role).join('-')}@team.example`;
  const member = await adminOf(shop).post('/members', { email, name: 'M', roles });
  const { id, key } = await createKey(shop, { memberId: member.body['id'], scopes: ['admin'], ...more });
  return { id: String(id), key: String(key), send: asKey(shop.platform, key) };
}
