import { describe, expect, it } from 'vitest';
import { adminOf, paged } from './support/admin-of.js';
import { openShop, type TestShop } from './support/open-shop.js';

/** Announces something to all who wait, and tells how many each announcement so far reached. */
async function reached(shop: TestShop, more: object): Promise<unknown[]> {
  const now = shop.platform.clock.now();
  const said = { type: 'EMAIL', title: 'It begins', content: 'Come and see.', includeWaitlist: true };
  const scheduledAt = new Date(now + 1000).toISOString();
  const place = { experienceId: shop.experienceId, scheduledAt };
  const { status } = await adminOf(shop).post('/announcements', { ...said, ...place, ...more });
  expect(status).toBe(200);
  await shop.platform.clock.advance('10s');
  const rows = paged(await adminOf(shop).get('/scheduled-events?sortBy=scheduledAt&sortDir=asc'));
  return rows
    .filter(({ topic }) => topic === 'announcement')
    .map(({ payload }) => (payload as { recipientCount?: number }).recipientCount);
}

/** All kinds of people who wait, by what is special about them. */
async function crowd(): Promise<{ shop: TestShop; people: Readonly<Record<string, string>> }> {
  const shop = openShop();
  const admin = adminOf(shop);
  const { id: sequenceId } = shop.organization.sequence;
  await admin.post('/waitlists', { sequenceId });
  const written = (number: number) => ({ email: `p${number}@example.com`, phone: `+493090182${number}` });
  const consumers = [1, 2, 3, 4].map(written);
  const { body } = await admin.post('/consumers/batch', { consumers });
  const [kept, optedOut, inactive, archived] = (body['results'] as { consumerId: string }[]).map(
    ({ consumerId }) => consumerId,
  );
  await admin.put(`/consumers/${optedOut}`, { smsOptOut: true });
  await admin.put(`/consumers/${inactive}`, { status: 'INACTIVE' });
  const claim = { provider: 'shop', issuer: 'https://id.example.com', claims: { email: 'x@example.com' } };
  const authorized = await shop.merchant('POST', '/auth/external/authorize', { ...claim, subject: 'x' });
  const people = {
    guest: (await shop.guest()).consumerId,
    proven: (await shop.member('ann@example.com')).consumerId,
    written: String(kept),
    claimed: await exchanged(shop, authorized.body),
    optedOut: String(optedOut),
    inactive: String(inactive),
    archived: String(archived),
  };
  for (const consumerId of Object.values(people)) {
    await admin.post(`/sequences/${sequenceId}/waitlist/enter`, { consumerId });
  }
  await admin.remove(`/consumers/${people.archived}`);
  return { shop, people };
}

async function exchanged(
  shop: TestShop,
  { exchangeCode }: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { body } = await shop.page('POST', '/auth/external/exchange', { exchangeCode });
  return (body['session'] as { consumerId: string }).consumerId;
}

describe('announcements', () => {
  it.each([
    ['EMAIL', ['proven', 'written', 'optedOut']],
    ['SMS', ['written']],
    ['DIRECT', ['guest', 'proven', 'written', 'claimed', 'optedOut']],
  ])('of the type %s reach whom they can and may reach', async (type, expected) => {
    const { shop, people } = await crowd();

    expect(await reached(shop, { type })).toEqual([expected.length]);
    for (const [name, consumerId] of Object.entries(people)) {
      const { totalMessages } = (await adminOf(shop).get(`/consumers/${consumerId}`)).body;
      const messages = type !== 'DIRECT' && expected.includes(name) ? 1 : 0;
      expect([name, totalMessages]).toEqual([name, messages]);
    }
    expect(shop.platform.defects).toEqual([]);
  });

  it('I5: reach who agreed to marketing, where the organization wants them asked', async () => {
    const shop = openShop();
    const { id: sequenceId } = shop.organization.sequence;
    const { body: waitlist } = await adminOf(shop).post('/waitlists', { sequenceId });
    const [ann, bob] = [await shop.member('ann@example.com'), await shop.member('bob@example.com')];
    for (const shopper of [ann, bob])
      await shopper.call('POST', `/waitlists/${String(waitlist['id'])}/enter`);
    await ann.call('PUT', '/consent', { version: '1', marketing: true });
    await bob.call('PUT', '/consent', { version: '1', analytics: true });

    await adminOf(shop).patch('/retention', { consentRequired: true });

    expect(await reached(shop, {})).toEqual([1]);
    await ann.call('PUT', '/consent', { version: '1', marketing: false });
    expect(await reached(shop, {})).toEqual([1, 0]);
  });
});
