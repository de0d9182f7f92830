import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { memberKey } from './support/member-key.js';
import { openShop } from './support/open-shop.js';

describe('D3: a designer', () => {
  it.each([
    ['GET', 'consumers'],
    ['GET', 'export'],
    ['POST', 'export'],
    ['GET', 'export/file_1'],
  ])('cannot %s the people of a waitlist by /%s, with any scope', async (method, what) => {
    const shop = openShop();
    const { body } = await adminOf(shop).post('/waitlists', { sequenceId: shop.organization.sequence.id });
    const waitlist = `/admin/api/waitlists/${String(body['id'])}`;
    const { send } = await memberKey(shop, [{ role: 'designer' }]);

    expect(told(await send({ method, path: `${waitlist}/${what}` }))).toEqual([403, 'forbidden']);
    expect((await send({ method: 'GET', path: waitlist })).status).toBe(200);
  });

  it('cannot read who booked an appointment', async () => {
    const shop = openShop();
    const { send } = await memberKey(shop, [{ role: 'designer' }]);

    const path = '/admin/api/appointments/app_1/slots/slot_1/attendees';
    expect(told(await send({ method: 'GET', path }))).toEqual([403, 'forbidden']);
  });
});
