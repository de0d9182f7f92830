import { adminOf } from './admin-of.js';
import type { TestShop } from './open-shop.js';

/** Lets only whose e-mail addresses these are through the sequence of a shop, by an audience as a merchant makes it. */
export async function restrictTo(shop: TestShop, emails: readonly string[]): Promise<void> {
  const admin = adminOf(shop);
  const made = await admin.post('/consumers/batch', { consumers: emails.map((email) => ({ email })) });
  const results = made.body['results'] as { consumerId: string }[]; // of addresses that nobody has yet
  const consumerIds = results.map(({ consumerId }) => consumerId);
  const { body: audience } = await admin.post('/audiences', { name: 'Invited', type: 'STATIC' });
  await admin.post(`/audiences/${String(audience['id'])}/members`, { consumerIds });
  const { id } = shop.organization.sequence;
  const { status } = await admin.put(`/sequences/${id}`, { audienceId: audience['id'] });
  if (status !== 200) throw new Error('The sequence was not restricted.');
}
