import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import { actInAppointment } from '../distributions/appointment/act-in-appointment.js';
import { bookingOf } from '../distributions/appointment/describe-appointment.js';
import { createDistributions, type RoomOf } from '../distributions/distributions.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { readFields } from './read-fields.js';

/** The merchant's desk, for which no operation is published: `POST { consumerId }` checks in, or completes, who came. */
export function appointmentRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.post('/appointments/:appointmentId/:what{check-in|complete}', async (c) => {
    const room = roomOf(context, c.req.param('appointmentId'));
    const { consumerId: given = '' } = await readFields(c.req.raw, { consumerId: 'text' });
    const consumerId = context.use(createConsumers).find(room.tenant, given)?.id ?? given;
    const turn = c.req.param('what') === 'check-in' ? 'checkIn' : 'finish';
    actInAppointment(context, { room, run: (core, now) => core[turn]({ consumerId, now }) });
    const booking = room.core.booking(consumerId);
    return booking === undefined
      ? refuse('not_found', 'There is no booking.')
      : c.json(bookingOf(room, booking));
  });
  return routes;
}

function roomOf(context: MockContext, appointmentId: string): RoomOf<'appointment'> {
  const distributions = context.use(createDistributions);
  for (const { id: organizationId } of context.world.organizations) {
    for (const mode of ['test', 'live'] as const) {
      const room = distributions.findOf({ organizationId, mode }, 'appointment', appointmentId);
      if (room !== undefined) return room;
    }
  }
  return refuse('not_found', 'There is no such appointment.');
}
