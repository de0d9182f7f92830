import { describe, expect, it } from 'vitest';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';
import { setUpAppointment } from './support/set-up-appointment.js';

function admin(shop: TestShop, method: string, path: string, body?: object): Promise<Answer> {
  return shop.merchant(method, path, body, { service: 'admin' });
}

async function booked(shop: TestShop, more: object = {}) {
  const appointment = await setUpAppointment(shop, { maxCapacityPerSlot: 4, ...more });
  const [slotId] = appointment.slotIds;
  const shoppers = [await shop.member('ada@example.com'), await shop.guest(), await shop.guest()];
  for (const shopper of shoppers) await shopper.call('POST', `${appointment.path}/book`, { slotId });
  return { ...appointment, slotId, shoppers, seats: `${appointment.path}/slots/${slotId}/attendees` };
}

const idsOf = ({ body }: Answer): unknown[] => (body['data'] as { id: string }[]).map(({ id }) => id);

describe('A2: appointments, as a merchant sets them up', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const { id, path } = await setUpAppointment(shop);

    const listed = await admin(shop, 'GET', '/appointments');
    const changed = await admin(shop, 'PUT', path, { slotDurationMinutes: 20, maxCapacityPerSlot: 2 });
    const archived = await admin(shop, 'DELETE', path);
    const read = await admin(shop, 'GET', path);

    expect(idsOf(listed)).toEqual([id]);
    expect(changed.body).toMatchObject({
      id,
      name: 'Fitting',
      slotDurationMinutes: 20,
      maxCapacityPerSlot: 2,
      bufferMinutes: null,
      updatedAt: start,
    });
    expect(archived.body).toMatchObject({ id, archived: true, statusOverride: 'ended' });
    expect(read.body).toEqual(archived.body);
    expect(idsOf(await admin(shop, 'GET', '/appointments'))).toEqual([]);
    expect(await admin(shop, 'PUT', path, { name: 'Again' })).toMatchObject({ status: 409 });
    expect(await shop.page('GET', path)).toMatchObject({ status: 404 });
    expect(shop.platform.defects).toEqual([]);
  });

  it('cancel what was booked when they are archived', async () => {
    const shop = openShop();
    const { path, shoppers } = await booked(shop);

    await admin(shop, 'DELETE', path);

    const { body } = (await shoppers[0]?.call('GET', '/consumers/me')) ?? {};
    expect(body).not.toMatchObject({ active: { journeys: [{ sequence: { phase: 'participating' } }] } });
    expect(await shoppers[0]?.call('GET', `${path}/me`)).toMatchObject({
      body: { booking: { status: 'cancelled' } },
    });
    expect(await (await shop.guest()).call('GET', `${path}/me`)).toMatchObject({ status: 404 });
  });

  it('tell the webhook endpoints that they opened and closed, and how many took part', async () => {
    const shop = openToldShop();
    const openAt = '2026-11-22T10:30:00.000Z';
    const { id, path, slotIds } = await setUpAppointment(shop, { openAt });
    await shop.platform.clock.advance('30m');
    const ann = await shop.guest();
    await ann.call('POST', `${path}/book`, { slotId: slotIds[0] });
    await ann.call('POST', `${path}/cancel`, { slotId: slotIds[0] });
    await shop.platform.clock.advance('49h');

    const told = (await shop.told()).filter(({ data }) => data['distributionId'] === id);
    const shared = { distributionId: id, distributionType: 'appointment' };
    expect(told.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'distribution.opened', data: { ...shared, openedAt: openAt } },
      {
        type: 'distribution.closed',
        data: { ...shared, closedAt: '2026-11-24T11:00:00.000Z', totalParticipants: 1 },
      },
    ]);
  });

  it('are part of what an experience shows', async () => {
    const shop = openShop();
    const { id } = await setUpAppointment(shop);
    const waitlist = await admin(shop, 'POST', '/waitlists', { sequenceId: shop.organization.sequence.id });

    const { body } = await shop.page('GET', `/experiences/${shop.experienceId}`);

    expect(body).toMatchObject({
      sequences: [
        { appointments: [{ id, name: 'Fitting' }], waitlist: { id: waitlist.body['id'], capacity: null } },
      ],
    });
  });

  it('let nobody move or cut off a slot that somebody has booked', async () => {
    const shop = openShop();
    const { path } = await booked(shop);

    for (const change of [
      { slotDurationMinutes: 30 },
      { bufferMinutes: 5 },
      { openAt: '2026-11-23T10:00:00.000Z' },
      { closeAt: '2026-11-24T07:59:00.000Z' },
    ]) {
      expect(await admin(shop, 'PUT', path, change)).toMatchObject({
        status: 409,
        body: { error: 'conflict' },
      });
    }
    const harmless = { slotDurationMinutes: 60, closeAt: '2026-11-24T08:00:00.000Z', name: 'Late fitting' };
    expect(await admin(shop, 'PUT', path, harmless)).toMatchObject({ status: 200, body: harmless });
  });

  it.each([
    ['slots of no length', { slotDurationMinutes: 0 }],
    ['slots for nobody', { maxCapacityPerSlot: 0 }],
    ['a time zone that there is not', { timeZone: 'Mars/Olympus' }],
    ['a close before the opening', { openAt: '2026-11-25T10:00:00Z', closeAt: '2026-11-24T10:00:00Z' }],
  ])('are refused with %s', async (_what, more) => {
    const shop = openShop();
    const body = { sequenceId: shop.organization.sequence.id, name: 'Fitting', ...more };

    expect(await admin(shop, 'POST', '/appointments', body)).toMatchObject({
      status: 400,
      body: { error: 'validation_error' },
    });
    expect(idsOf(await admin(shop, 'GET', '/appointments'))).toEqual([]);
  });
});

describe('the slots of an appointment, as a merchant sees them', () => {
  it('tell how full they are, and who comes', async () => {
    const shop = openShop();
    const { id, path, slotId, shoppers } = await booked(shop, { locationId: 'berlin-mitte' });

    const query = 'startDate=2026-11-24&endDate=2026-11-24';
    const { body } = await admin(shop, 'GET', `${path}/slots?${query}`);

    expect(body).toMatchObject({
      appointmentId: id,
      date: '2026-11-24',
      timezone: 'Europe/Berlin',
      locationId: 'berlin-mitte',
    });
    expect((body['slots'] as { id: string }[]).find((slot) => slot.id === slotId)).toEqual({
      id: slotId,
      appointmentId: id,
      startTime: '2026-11-24T07:00:00.000Z',
      endTime: '2026-11-24T08:00:00.000Z',
      available: true,
      maxCapacity: 4,
      bookedCount: 3,
      percentageFilled: 75,
      attendees: [
        { consumerId: shoppers[0]?.consumerId, status: 'booked', email: 'ada@example.com' },
        { consumerId: shoppers[1]?.consumerId, status: 'booked' },
        { consumerId: shoppers[2]?.consumerId, status: 'booked' },
      ],
    });
  });

  it('list their attendees in numbered pages', async () => {
    const shop = openShop();
    const { id, slotId, seats, shoppers } = await booked(shop);

    const first = await admin(shop, 'GET', `${seats}?page=1&limit=2`);
    const second = await admin(shop, 'GET', `${seats}?page=2&limit=2`);
    const beyond = await admin(shop, 'GET', `${seats}?page=3&limit=2`);
    const usual = await admin(shop, 'GET', seats);

    const attendees = [first, second].flatMap(({ body }) => body['attendees'] as Record<string, unknown>[]);
    expect(attendees.map(({ consumerId }) => consumerId)).toEqual(
      shoppers.map(({ consumerId }) => consumerId),
    );
    expect(attendees[0]).toMatchObject({ status: 'booked', email: 'ada@example.com', bookedAt: start });
    expect(second.body).toMatchObject({
      slotId,
      appointmentId: id,
      pagination: { page: 2, limit: 2, total: 3, totalPages: 2 },
    });
    expect(beyond.body).toMatchObject({ attendees: [], pagination: { page: 3, total: 3, totalPages: 2 } });
    expect(usual.body).toMatchObject({ pagination: { page: 1, limit: 20, total: 3, totalPages: 1 } });
  });

  it('lose an attendee whom the merchant removes, once', async () => {
    const shop = openShop();
    const { path, seats, shoppers } = await booked(shop);
    const [ada] = shoppers;

    const removed = await admin(shop, 'DELETE', `${seats}/${ada?.consumerId}`);
    const again = await admin(shop, 'DELETE', `${seats}/${ada?.consumerId}`);

    expect(removed).toMatchObject({ status: 200, body: { success: true, message: expect.any(String) } });
    expect(again.body).toEqual(removed.body);
    expect((await admin(shop, 'GET', seats)).body).toMatchObject({ pagination: { total: 2 } });
    expect((await ada?.call('GET', `${path}/me`))?.body).toMatchObject({ booking: { status: 'cancelled' } });
    expect(await admin(shop, 'DELETE', `${seats}/cons_unknown`)).toMatchObject({ status: 404 });
    expect(await admin(shop, 'GET', seats.replace('slots/', 'slots/x'))).toMatchObject({ status: 404 });
  });
});

describe('D6: the references of an appointment', () => {
  it.each(['seq_unknown', 'seq_borealis', 'seq_aurora_live'])(
    '%s is no sequence of its own',
    async (sequenceId) => {
      const shop = openShop();

      expect(await admin(shop, 'POST', '/appointments', { sequenceId, name: 'Fitting' })).toMatchObject({
        status: 404,
        body: { error: 'not_found', message: 'There is no such sequence.' },
      });
    },
  );

  it.each([
    ['GET', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['GET', '/slots?startDate=2026-11-24&endDate=2026-11-24'],
    ['GET', '/slots/SLOT/attendees'],
    ['DELETE', '/slots/SLOT/attendees/cons_unknown'],
  ])('%s %s of another organization answers as for an unknown one', async (method, rest) => {
    const theirs = openShop();
    const { id, slotIds } = await setUpAppointment(theirs);
    const shop = openShop({ platform: theirs.platform, organization: 1 });
    const change = method === 'PUT' ? { name: 'Mine' } : undefined;
    const at = rest.replace('SLOT', String(slotIds[0]));

    const known = await admin(shop, method, `/appointments/${id}${at}`, change);
    const unknown = await admin(shop, method, `/appointments/appt_unknown${at}`, change);

    expect(known.status).toBe(404);
    expect({ ...known.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(await admin(theirs, 'GET', `/appointments/${id}`)).toMatchObject({ body: { archived: false } });
  });
});
