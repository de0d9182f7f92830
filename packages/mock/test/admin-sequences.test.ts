import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { openShop } from './support/open-shop.js';

describe('the sequences of a merchant', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { experienceId } = shop;

    const { body: made } = await admin.post('/sequences', {
      experienceId,
      name: 'Friends',
      accessCode: 'FRIENDS',
      priority: 5,
      color: '#1f4fd8',
      productSelectionMode: 'USER_SELECTED',
    });
    expect(made).toMatchObject({
      name: 'Friends',
      accessCode: 'FRIENDS',
      priority: 5,
      color: '#1f4fd8',
      productSelectionMode: 'USER_SELECTED',
      archived: false,
      announcements: [],
      queues: [],
    });
    const path = `/sequences/${String(made['id'])}`;
    expect((await admin.get(path)).body).toEqual(made);
    expect(paged(await admin.get(`/sequences?experienceId=${experienceId}`))).toHaveLength(2);
    expect(paged(await admin.get('/sequences?experienceId=exp_other'))).toHaveLength(0);
    expect(paged(await admin.get('/sequences?sortBy=priority')).map(({ name }) => name)).toEqual([
      'Friends',
      'Everyone',
    ]);

    const { body: changed } = await admin.put(path, { accessCode: null, priority: -1 });
    expect(changed).toMatchObject({ accessCode: null, priority: -1, name: 'Friends', color: '#1f4fd8' });
    expect((await admin.remove(path)).body).toMatchObject({ archived: true });
    expect((await admin.get(path)).body).toMatchObject({ archived: true });
    expect(paged(await admin.get('/sequences'))).toHaveLength(1);
    expect(told(await admin.put(path, { name: 'Late' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('end their distributions and their waitlist when they are archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id: sequenceId } = shop.organization.sequence;
    const { body: waitlist } = await admin.post('/waitlists', { sequenceId });
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);

    await admin.remove(`/sequences/${sequenceId}`);

    expect((await admin.get(`/queues/${shop.queueId}`)).body).toMatchObject({ archived: true });
    expect((await admin.get(`/waitlists/${String(waitlist['id'])}`)).body).toMatchObject({ archived: true });
    const bob = await shop.guest();
    expect((await bob.call('POST', `/experiences/${shop.experienceId}/route`, {})).body).toMatchObject({
      outcome: 'no_access',
      outcomeReasons: [{ code: 'NO_SEQUENCES' }],
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('refer only to what is there', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const other = openShop({ platform: shop.platform, organization: 1 });
    const { body: foreign } = await adminOf(other).post('/audiences', { name: 'Theirs', type: 'STATIC' });
    const { id } = shop.organization.sequence;

    const answers = [
      await admin.post('/sequences', { experienceId: 'exp_nowhere', name: 'X' }),
      await admin.post('/sequences', { experienceId: other.experienceId, name: 'X' }),
      await admin.post('/sequences', {
        experienceId: shop.experienceId,
        name: 'X',
        audienceId: 'aud_nowhere',
      }),
      await admin.put(`/sequences/${id}`, { audienceId: foreign['id'] }),
    ];

    expect(answers.map(told)).toEqual(answers.map(() => [404, 'not_found']));
    expect(paged(await admin.get('/sequences'))).toHaveLength(1);
  });

  it('D6: are not there for another organization', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const about = async (id: string) => {
      const admin = adminOf(other);
      const answers = [
        await admin.get(`/sequences/${id}`),
        await admin.put(`/sequences/${id}`, { name: 'Mine' }),
        await admin.remove(`/sequences/${id}`),
        await admin.get(`/sequences/${id}/metrics`),
        await admin.get(`/sequences/${id}/products`),
        await admin.put(`/sequences/${id}/products`, { sequenceProducts: [] }),
        await admin.get(`/sequences/${id}/order-limits`),
      ];
      return answers.map(({ status, body }) => [status, body['error'], body['message']]);
    };

    const { id } = shop.organization.sequence;
    expect(await about(id)).toEqual(await about('seq_nowhere'));
    expect(new Set((await about(id)).map(([status]) => status))).toEqual(new Set([404]));
  });
});
