import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { openShop } from './support/open-shop.js';

describe('consumers in a batch', () => {
  it('are created row by row, and a bad row keeps no other back', async () => {
    const shop = openShop();
    await shop.member('taken@example.com');

    const { body } = await adminOf(shop).post('/consumers/batch', {
      consumers: [
        { email: 'Ada@example.com', fullName: 'Ada Lovelace', metadata: { tier: 'gold' } },
        { email: 'taken@example.com' },
        { phone: '+49 30 901820' },
        { email: 'ada@example.com' },
        { email: 'card@example.com', metadata: { note: '4111111111111111' } },
      ],
    });

    const consumerId = expect.stringMatching(/^cons_/);
    expect(body).toMatchObject({
      created: 2,
      failed: 3,
      results: [
        { index: 0, status: 'created', consumerId },
        { index: 1, status: 'failed', error: { code: 'validation_error' } },
        { index: 2, status: 'created', consumerId },
        { index: 3, status: 'failed', error: { code: 'validation_error' } },
        { index: 4, status: 'failed', error: { code: 'card_data_not_allowed' } },
      ],
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are found when they sign in', async () => {
    const shop = openShop();
    const { body } = await adminOf(shop).post('/consumers/batch', {
      consumers: [{ email: 'ada@example.com', fullName: 'Ada Lovelace' }],
    });

    const ada = await shop.member('ada@example.com');

    const [row] = body['results'] as readonly { consumerId: string }[];
    expect(ada.consumerId).toBe(row?.consumerId);
    expect((await adminOf(shop).get(`/consumers/${ada.consumerId}`)).body).toMatchObject({
      fullName: 'Ada Lovelace',
      emailVerified: true,
    });
  });

  it('F2: are 1 to 500, each with an address, and not the bare list of old', async () => {
    const admin = adminOf(openShop());
    const rows = (count: number): object => ({
      consumers: Array.from({ length: count }, (_, index) => ({ email: `c${index}@example.com` })),
    });

    const answers = [
      await admin.post('/consumers/batch', rows(0)),
      await admin.post('/consumers/batch', rows(501)),
      await admin.post('/consumers/batch', { consumers: [{ fullName: 'Nobody' }] }),
      await admin.post('/consumers/batch', [{ email: 'ada@example.com' }]),
    ];
    const most = await admin.post('/consumers/batch', rows(500));

    for (const answer of answers) expect(told(answer)).toEqual([400, 'validation_error']);
    expect(most.body['created']).toBe(500);
  });
});
