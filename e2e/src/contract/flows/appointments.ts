import { expect } from 'vitest';
import type { Stage } from '../stage.ts';
import { tend } from './tend.ts';

/** Two shoppers book, move and give back, and the merchant takes one off the list. */
export async function appointments(stage: Stage): Promise<void> {
  const { server } = stage;
  const { sequenceId } = await stage.way('Appointment');
  const { id } = await server.admin.appointments.create({
    sequenceId,
    name: 'Fitting',
    timeZone: 'Europe/Berlin',
    closeAt: stage.inMinutes(48 * 60),
    slotDurationMinutes: 60,
    maxCapacityPerSlot: 2,
  });
  const [ann, bob] = [await stage.guest(), await stage.guest()];
  const days = {
    startDate: stage.inMinutes(0).slice(0, 10),
    endDate: stage.inMinutes(2 * 24 * 60).slice(0, 10),
  };
  await ann.client.appointments.get(id);
  const { slots } = await ann.client.appointments.slots(id, { ...days, timezone: 'Europe/Berlin' });
  const [first, second] = slots.filter(({ available }) => available === 2).map((slot) => slot.id);
  if (first === undefined || second === undefined) throw new Error('There are no free slots.');

  for (const { client } of [ann, bob]) await client.appointments.book(id, { slotId: first });
  await ann.client.appointments.reschedule(id, { newSlotId: second });
  expect(await ann.client.appointments.me(id)).toMatchObject({ booking: { slotId: second } });
  await ann.client.appointments.cancel(id, { slotId: second, reason: 'Ill' });
  const slot = { appointmentId: id, slotId: first };
  expect((await server.admin.appointments.slots.list(id, days)).slots.length).toBeGreaterThan(1);
  const coming = server.admin.appointments.attendees.list(slot, { limit: 1 });
  expect((await coming.toArray({ limit: 10 })).map(({ consumerId }) => consumerId)).toEqual([bob.consumerId]);
  await server.admin.appointments.attendees.remove({ ...slot, consumerId: bob.consumerId });
  await tend(server.admin.appointments, { id, query: { sequenceId }, change: { bufferMinutes: 10 } });
}
