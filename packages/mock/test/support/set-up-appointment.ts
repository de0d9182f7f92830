import type { TestShop } from './open-shop.js';

/** An appointment that a test booked its shoppers into. */
export interface TestAppointment {
  readonly id: string;
  readonly path: string;
  /** The slots of the first day. */
  readonly slotIds: readonly string[];
}

/** Creates an appointment with four slots of an hour, on the day after the tests begin, at eight in the morning in Berlin. */
export async function setUpAppointment(shop: TestShop, more: object = {}): Promise<TestAppointment> {
  const body = {
    sequenceId: shop.organization.sequence.id,
    name: 'Fitting',
    timeZone: 'Europe/Berlin',
    openAt: null,
    closeAt: '2026-11-24T11:00:00.000Z',
    slotDurationMinutes: 60,
    ...more,
  };
  const created = await shop.merchant('POST', '/appointments', body, { service: 'admin' });
  const id = String(created.body['id']);
  const path = `/appointments/${id}`;
  const listed = await shop.page('GET', `${path}/slots?startDate=2026-11-24&endDate=2026-11-24`);
  const slots = listed.body['slots'] as { id: string; startTime: string }[];
  const slotIds = slots.filter(({ startTime }) => startTime >= '2026-11-24T07:00').map((slot) => slot.id);
  return { id, path, slotIds };
}
