import { describe, expect, it } from 'vitest';
import { openShop, start, type TestShop, type TestShopper } from './support/open-shop.js';
import { setUpAppointment, type TestAppointment } from './support/set-up-appointment.js';

interface Scene {
  readonly shop: TestShop;
  readonly appointment: TestAppointment;
  readonly ann: TestShopper;
  readonly bob: TestShopper;
}

async function open(more: object = {}): Promise<Scene> {
  const shop = openShop();
  const appointment = await setUpAppointment(shop, more);
  return { shop, appointment, ann: await shop.guest(), bob: await shop.guest() };
}

async function slots({ shop, appointment }: Scene, query: string): Promise<Record<string, unknown>[]> {
  const { body } = await shop.page('GET', `${appointment.path}/slots?${query}`);
  return body['slots'] as Record<string, unknown>[];
}

const book = ({ appointment }: Scene, shopper: TestShopper, index = 0) =>
  shopper.call('POST', `${appointment.path}/book`, { slotId: appointment.slotIds[index] });

const phase = async (shopper: TestShopper): Promise<unknown> => {
  const { body } = await shopper.call('GET', '/consumers/me');
  return (body as { active: { journeys: { sequence: unknown }[] } }).active.journeys[0]?.sequence;
};

describe('appointments', () => {
  it('show what can be booked, in the days of a time zone', async () => {
    const scene = await open({
      maxCapacityPerSlot: 3,
      bufferMinutes: 15,
      openAt: '2026-11-23T22:30:00.000Z',
    });

    const berlin = await slots(scene, 'startDate=2026-11-23&endDate=2026-11-23');
    const utc = await slots(scene, 'startDate=2026-11-23&endDate=2026-11-23&timezone=UTC');

    expect(berlin).toEqual([
      {
        id: expect.stringContaining(scene.appointment.id),
        startTime: '2026-11-23T22:30:00.000Z',
        endTime: '2026-11-23T23:30:00.000Z',
        capacity: 3,
        available: 3,
        timezone: 'Europe/Berlin',
      },
    ]);
    expect(utc.map(({ startTime }) => startTime)).toEqual([
      '2026-11-23T22:30:00.000Z',
      '2026-11-23T23:45:00.000Z',
    ]);
    expect(utc.map(({ id }) => id)).toContain(berlin[0]?.['id']);
  });

  it('give a slot to as many as it takes, and to each once', async () => {
    const scene = await open();

    const booked = await book(scene, scene.ann);
    const again = await book(scene, scene.ann);
    const full = await book(scene, scene.bob);
    const other = await book(scene, scene.ann, 1);
    const [slot] = await slots(scene, 'startDate=2026-11-24&endDate=2026-11-24').then((all) => all.slice(-4));

    expect(booked.body).toEqual({
      bookingId: expect.stringMatching(/^booking_/),
      appointmentId: scene.appointment.id,
      consumerId: scene.ann.consumerId,
      slotId: scene.appointment.slotIds[0],
      startTime: '2026-11-24T07:00:00.000Z',
      endTime: '2026-11-24T08:00:00.000Z',
      confirmationCode: expect.stringMatching(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/),
      status: 'booked',
      createdAt: start,
    });
    expect(again.body).toEqual(booked.body);
    expect(full).toMatchObject({ status: 409, body: { error: 'slot_full' } });
    expect(other).toMatchObject({ status: 409, body: { error: 'conflict' } });
    expect(slot).toMatchObject({ capacity: 1, available: 0 });
    expect(scene.shop.platform.defects).toEqual([]);
  });

  it('free the seat of a booking that is given back, also when that is said twice', async () => {
    const scene = await open();
    const { appointment, ann, bob } = scene;
    const { body: booking } = await book(scene, ann);
    const cancel = { slotId: appointment.slotIds[0], reason: 'ill' };

    const first = await ann.call('POST', `${appointment.path}/cancel`, cancel);
    const second = await ann.call('POST', `${appointment.path}/cancel`, cancel);
    const taken = await book(scene, bob);

    expect(first.body).toEqual({ bookingId: booking['bookingId'], message: expect.any(String) });
    expect(second.body).toEqual(first.body);
    expect(taken.status).toBe(200);
    expect((await ann.call('GET', `${appointment.path}/me`)).body).toMatchObject({
      booking: { bookingId: booking['bookingId'], status: 'cancelled' },
    });
    expect(await phase(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'cancelled', reason: 'ill' } });
  });

  it('move a booking with its code, and keep the old slot where the new one is full', async () => {
    const scene = await open();
    const { appointment, ann, bob } = scene;
    const { body: booking } = await book(scene, ann);
    await book(scene, bob, 1);
    const move = (index: number) =>
      ann.call('POST', `${appointment.path}/reschedule`, { newSlotId: appointment.slotIds[index] });

    const full = await move(1);
    const kept = await ann.call('GET', `${appointment.path}/me`);
    const moved = await move(2);

    expect(full).toMatchObject({ status: 409, body: { error: 'slot_full' } });
    expect(kept.body).toMatchObject({ booking: { slotId: appointment.slotIds[0], status: 'booked' } });
    expect(moved.body).toEqual({
      bookingId: booking['bookingId'],
      previousSlotId: appointment.slotIds[0],
      newSlotId: appointment.slotIds[2],
      confirmationCode: booking['confirmationCode'],
      status: 'booked',
    });
  });

  it('answer who has booked nothing with nothing', async () => {
    const { appointment, ann } = await open();

    expect((await ann.call('GET', `${appointment.path}/me`)).body).toEqual({ booking: null });
    expect(
      await ann.call('POST', `${appointment.path}/cancel`, { slotId: appointment.slotIds[0] }),
    ).toMatchObject({ status: 404, body: { error: 'not_found' } });
    expect(
      await ann.call('POST', `${appointment.path}/reschedule`, { newSlotId: appointment.slotIds[0] }),
    ).toMatchObject({ status: 404, body: { error: 'not_found' } });
  });

  it('take no booking before they open, for a slot that has begun, or after the close', async () => {
    const scene = await open({ openAt: '2026-11-24T07:00:00.000Z' });
    const { clock } = scene.shop.platform;

    const early = await book(scene, scene.ann, 1);
    await clock.advance('45h');
    const cy = await scene.shop.guest();
    const begun = await book(scene, cy);
    const next = await book(scene, cy, 1);
    await clock.advance('4h');
    const late = await book(scene, await scene.shop.guest(), 3);

    expect(early).toMatchObject({ status: 423, body: { error: 'not_open' } });
    expect(early.headers.get('retry-after')).toBe('2026-11-24T07:00:00.000Z');
    expect(begun).toMatchObject({ status: 409, body: { error: 'conflict' } });
    expect(next.status).toBe(200);
    expect(late).toMatchObject({ status: 400, body: { error: 'distribution_closed' } });
    for (const slot of await slots(scene, 'startDate=2026-11-24&endDate=2026-11-24')) {
      expect(slot).toMatchObject({ available: 0 });
    }
  });

  it('note who did not come, and end the journey with it', async () => {
    const scene = await open();
    const ada = await scene.shop.member('ada@example.com');
    await book(scene, ada);

    expect(await phase(ada)).toMatchObject({
      phase: 'participating',
      mechanism: 'appointment',
      consumer: { status: 'booked', slotId: scene.appointment.slotIds[0], bookedAt: start },
    });
    await scene.shop.platform.clock.advance('46h');
    expect(await phase(await scene.shop.member('ada@example.com'))).toMatchObject({
      phase: 'ended',
      consumer: { status: 'no_show', noShowAt: '2026-11-24T08:00:00.000Z' },
      outcome: { type: 'no_show', at: '2026-11-24T08:00:00.000Z', distributionId: scene.appointment.id },
    });
  });

  it('are checked in and completed at the merchant’s desk', async () => {
    const scene = await open();
    const { shop, appointment } = scene;
    const ada = await shop.member('ada@example.com');
    await book(scene, ada);
    await book(scene, scene.bob, 1);
    const desk = (what: string, { consumerId }: TestShopper): Promise<Response> =>
      shop.platform.fetch(`${shop.platform.origin}/__mock/appointments/${appointment.id}/${what}`, {
        method: 'POST',
        body: JSON.stringify({ consumerId }),
      });

    const checkedIn = await desk('check-in', ada);
    const here = await phase(ada);
    const served = await desk('complete', scene.bob);
    const stranger = await desk('check-in', scene.ann);
    const late = await desk('check-in', scene.bob);
    await shop.platform.clock.advance('46h');

    expect(await checkedIn.json()).toMatchObject({ status: 'checked_in', consumerId: ada.consumerId });
    expect(here).toMatchObject({ phase: 'participating', consumer: { checkedInAt: start } });
    expect(await served.json()).toMatchObject({ status: 'completed' });
    expect([stranger.status, late.status]).toEqual([404, 409]);
    expect(await phase(await shop.member('ada@example.com'))).toMatchObject({
      phase: 'ended',
      consumer: { status: 'completed', checkedInAt: start, completedAt: '2026-11-24T08:00:00.000Z' },
      outcome: { type: 'completed', at: '2026-11-24T08:00:00.000Z' },
    });
  });

  it('are counted with their reminders, a day and an hour before', async () => {
    const scene = await open();
    const { shop, appointment, ann, bob } = scene;
    await book(scene, ann);
    await book(scene, bob, 1);
    await ann.call('POST', `${appointment.path}/reschedule`, { newSlotId: appointment.slotIds[2] });
    await bob.call('POST', `${appointment.path}/cancel`, { slotId: appointment.slotIds[1] });
    await shop.platform.clock.advance('50h');

    const names = ['booked', 'confirmed', 'rescheduled', 'cancelled', 'reminder', 'no_show', 'completed'];
    const query = {
      interval: '1d',
      timeRange: 'last_7d',
      measures: names.map((name) => ({ name, unit: 'count', op: 'count', event: `appointment_${name}` })),
    };
    const { body } = await shop.merchant('POST', '/analytics/query', query, { service: 'admin' });

    const counts = (body as { data: { series: Record<string, number> }[] }).data.map(({ series }) => series);
    const totals = names.map((name) => counts.reduce((sum, series) => sum + (series[name] ?? 0), 0));
    expect(totals).toEqual([2, 2, 1, 1, 2, 1, 0]);
  });

  it('refuse a location that is not theirs, and accept their own', async () => {
    const scene = await open({ locationId: 'berlin-mitte' });
    const wish = { slotId: scene.appointment.slotIds[0], locationId: 'elsewhere' };

    const wrong = await scene.ann.call('POST', `${scene.appointment.path}/book`, wish);
    const right = await scene.ann.call('POST', `${scene.appointment.path}/book`, {
      ...wish,
      locationId: 'berlin-mitte',
    });

    expect(wrong).toMatchObject({ status: 404, body: { error: 'not_found' } });
    expect(right.body).toMatchObject({ status: 'booked', locationId: 'berlin-mitte' });
  });

  it.each([
    ['without an end', 'startDate=2026-11-24'],
    ['in the wrong order', 'startDate=2026-11-24&endDate=2026-11-23'],
    ['of more than 62 days', 'startDate=2026-11-01&endDate=2027-01-02'],
    ['in a time zone that there is not', 'startDate=2026-11-24&endDate=2026-11-24&timezone=Mars/Olympus'],
    ['that there are not', 'startDate=2026-02-30&endDate=2026-03-01'],
  ])('refuse days %s', async (_what, query) => {
    const { shop, appointment } = await open();

    expect(await shop.page('GET', `${appointment.path}/slots?${query}`)).toMatchObject({
      status: 400,
      body: { error: 'validation_error' },
    });
  });

  it('let 62 days be asked for at once', async () => {
    const { shop, appointment } = await open();
    const query = 'startDate=2026-11-01&endDate=2027-01-01';

    expect((await shop.page('GET', `${appointment.path}/slots?${query}`)).status).toBe(200);
  });

  it('keep the earlier of two bookings when a guest turns out to be somebody', async () => {
    const scene = await open();
    const { shop, appointment } = scene;
    const early = await shop.guest();
    await book(scene, early, 1);
    const ada = await shop.member('ada@example.com');
    await shop.platform.clock.advance('1m');
    await book(scene, ada, 2);

    const merged = await shop.member('ada@example.com', early);

    expect((await merged.call('GET', `${appointment.path}/me`)).body).toMatchObject({
      booking: { consumerId: ada.consumerId, slotId: appointment.slotIds[1], status: 'booked' },
    });
    expect((await book(scene, scene.bob, 2)).status).toBe(200);
  });

  it('stay behind the gates of their sequence', async () => {
    const scene = await open();
    scene.shop.organization.sequence.accessCode = 'SESAME';

    expect(await book(scene, scene.ann)).toMatchObject({ status: 403, body: { error: 'forbidden' } });
  });

  it('F1: come up to 2,000 at a time, also for the merchant', async () => {
    const shop = openShop();
    const { path } = await setUpAppointment(shop, { slotDurationMinutes: 1, closeAt: null });
    const days = (last: string): string => `${path}/slots?startDate=2026-11-24&endDate=${last}`;
    const all = await Promise.all([
      shop.page('GET', days('2026-11-24')),
      shop.page('GET', days('2026-11-25')),
      shop.page('GET', days('2027-01-22')),
      shop.merchant('GET', days('2026-11-25'), undefined, { service: 'admin' }),
    ]);

    expect(all[0]?.body['slots']).toHaveLength(1440);
    expect(all.slice(1).map(({ status, body }) => [status, body['error']])).toEqual([
      [400, 'validation_error'],
      [400, 'validation_error'],
      [400, 'validation_error'],
    ]);
    expect(shop.platform.defects).toEqual([]);
  });
});
