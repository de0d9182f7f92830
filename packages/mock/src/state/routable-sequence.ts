import type { MockContext } from '../context.js';
import { availabilityOf, supportsGuest } from '../distributions/availability.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room } from '../distributions/room.js';
import type { RoutableSequence } from '../mechanisms/route-sequences.js';
import { createAudiences } from './audiences.js';
import { createBotChecks } from './bot-checks.js';
import type { ExperienceRow, SequenceRow } from './experience-rows.js';
import type { Shopper } from './experiences.js';
import { createWaitlists } from '../waitlists/waitlists.js';

/** A way through an experience. */
export interface Way {
  readonly experience: ExperienceRow;
  readonly sequence: SequenceRow;
}

/** The code that opens a way: its own, or that of its experience; `null` where it is open to all. */
export function accessCodeOf({ experience, sequence }: Way): string | null {
  return sequence.accessCode ?? experience.accessCode;
}

/** Describes a way as routing looks at it, for one consumer. */
export function routableSequence(context: MockContext, shopper: Shopper, way: Way): RoutableSequence {
  const { sequence } = way;
  const rooms = context.use(createDistributions).ofSequence(shopper.tenant, sequence.id);
  const { id, name, color, priority } = sequence;
  return {
    ...{ id, name, color, priority },
    accessCode: accessCodeOf(way),
    availability: availability(context, sequence, rooms),
    supportsGuest: supportsGuest(rooms),
    isMember: isMember(context, shopper, sequence),
    botGate: sequence.botCheck === 'off' ? null : context.use(createBotChecks).gate(shopper, sequence.id),
  };
}

/** Before anything opens, a sequence with a waitlist takes those who want to be told. */
function availability(
  context: MockContext,
  { tenant, id }: SequenceRow,
  rooms: readonly Room[],
): RoutableSequence['availability'] {
  const known = availabilityOf(rooms);
  const mayOpen = known === 'upcoming' || rooms.length === 0;
  return mayOpen && context.use(createWaitlists).ofSequence(tenant, id) !== undefined ? 'waitlist' : known;
}

/** Tells whether a consumer belongs to those whom a sequence is for. */
export function isMember(
  context: MockContext,
  { tenant, consumerId }: Shopper,
  { audienceId }: Pick<SequenceRow, 'audienceId'>,
): boolean {
  return audienceId === null || context.use(createAudiences).isMember(tenant, audienceId, consumerId);
}
