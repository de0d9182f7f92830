import { describe, expect, it } from 'vitest';
import { adminOf } from './support/admin-of.js';
import { guests } from './support/guests.js';
import { longWalks } from './support/long-walks.js';
import { openShop, start, type TestShop } from './support/open-shop.js';

const many = 200;

/** A shop where many others came, went in, reported, were vouched for and got a grant before. */
async function busyShop(): Promise<TestShop> {
  const shop = openShop();
  const { id: organizationId, keys } = shop.organization;
  const people = await guests(shop, many);
  for (const person of people) await person.call('POST', `/queues/${shop.queueId}/enter`);
  await adminOf(shop).put(`/queues/${shop.queueId}`, { admitRate: 10_000 });
  await shop.platform.clock.advance('5m');
  for (const { consumerId } of people) {
    const event = { organizationId, eventId: consumerId, eventName: 'pageView', eventTimestamp: start };
    await shop.platform.fetch(`${shop.platform.origin}/beacon/api/events`, {
      method: 'POST',
      body: JSON.stringify({ ...event, consumerId }),
      headers: { 'content-type': 'application/json', 'x-publishable-key': keys.test.publishable },
    });
    const identity = { provider: 'shop', issuer: 'https://id.example.com', subject: consumerId };
    await shop.merchant('POST', '/auth/external/authorize', identity);
  }
  return shop;
}

describe('a sign-in that takes a guest along', () => {
  it('goes through nothing that others left behind, nor through all that the member did', async () => {
    const shop = await busyShop();
    const ann = await shop.member('ann@example.com');
    const { id: sequenceId } = shop.organization.sequence;
    const { body: waitlist } = await adminOf(shop).post('/waitlists', { sequenceId });
    for (let time = 0; time < many; time += 1) {
      await ann.call('POST', `/waitlists/${String(waitlist['id'])}/enter`);
      await ann.call('DELETE', `/waitlists/${String(waitlist['id'])}/leave`);
    }
    const guest = await shop.guest();
    await guest.call('POST', `/queues/${shop.queueId}/enter`);

    const walks = await longWalks({ length: many }, () => shop.member('ann@example.com', guest));

    expect(walks).toEqual([]);
    expect(shop.platform.defects).toEqual([]);
  });
});
