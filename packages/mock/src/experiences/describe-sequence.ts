import type { Mechanism, Sequence } from '@fanfare/contract';
import type { AdminSequence } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { appointmentOf } from '../distributions/appointment/describe-appointment.js';
import { auctionOf } from '../distributions/auction/describe-auction.js';
import { drawOf } from '../distributions/draw/describe-draw.js';
import { timedReleaseOf } from '../distributions/timed-release/describe-timed-release.js';
import { createDistributions, type RoomOf } from '../distributions/distributions.js';
import type { Room } from '../distributions/room.js';
import { createAnnouncements } from '../state/announcements.js';
import { queueOf } from '../distributions/queue/describe-queue.js';
import { entityOf } from '../state/entity.js';
import type { SequenceRow } from '../state/experience-rows.js';
import { createWaitlists } from '../waitlists/waitlists.js';
import { announcementOf } from './describe-announcement.js';

/** Describes a sequence as a shopper sees it: nothing of the code that opens it. */
export function sequenceOf(context: MockContext, sequence: SequenceRow): Sequence {
  const { id, name, priority, experienceId, productSelectionMode, audienceId } = sequence;
  return {
    ...{ id, name, priority, experienceId, productSelectionMode },
    ...(audienceId !== null && { audienceId }),
    ...waitlistOf(context, sequence),
    ...distributionsOf(context, sequence),
  };
}

/** Describes a sequence as its merchant sees it. */
export function adminSequenceOf(context: MockContext, sequence: SequenceRow): AdminSequence {
  const { tenant, id, color, accessCode } = sequence;
  const announcements = context
    .use(createAnnouncements)
    .table.all(tenant)
    .filter(({ sequenceId }) => sequenceId === id)
    .map((row) => announcementOf(context, row));
  return { ...sequenceOf(context, sequence), ...entityOf(sequence), color, accessCode, announcements };
}

function waitlistOf(context: MockContext, { tenant, id }: SequenceRow): Pick<Sequence, 'waitlist'> {
  const waitlist = context.use(createWaitlists).ofSequence(tenant, id);
  return waitlist === undefined ? {} : { waitlist: { id: waitlist.id, capacity: waitlist.capacity } };
}

function distributionsOf(
  context: MockContext,
  { tenant, id }: SequenceRow,
): Pick<Sequence, 'queues' | 'draws' | 'auctions' | 'appointments' | 'timedReleases'> {
  const rooms = context.use(createDistributions).ofSequence(tenant, id);
  return {
    queues: roomsOf(rooms, 'queue').map(({ row }) => queueOf(row)),
    draws: roomsOf(rooms, 'draw').map(({ row }) => drawOf(row)),
    auctions: roomsOf(rooms, 'auction').map((room) => auctionOf(context, room)),
    appointments: roomsOf(rooms, 'appointment').map(({ row }) => appointmentOf(row)),
    timedReleases: roomsOf(rooms, 'timed_release').map(({ row }) => timedReleaseOf(row)),
  };
}

function roomsOf<M extends Mechanism>(rooms: readonly Room[], mechanism: M): readonly RoomOf<M>[] {
  return rooms.filter((room): room is RoomOf<M> => room.mechanism === mechanism);
}
