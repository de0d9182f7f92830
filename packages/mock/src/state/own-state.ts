import type { JourneyState, OwnState } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { foremost, hasNewRoom } from '../distributions/availability.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room, Sighting } from '../distributions/room.js';
import { createWaitlists } from '../waitlists/waitlists.js';
import { createExperienceTree } from './experience-tree.js';
import { createExperiences, type Participation, type Shopper } from './experiences.js';
import { isoTime } from './iso-time.js';

/** Tells everything that a consumer takes part in. */
export function ownStateOf(context: MockContext, shopper: Shopper): OwnState {
  const { pollAfterMs } = context.settings;
  const hint = pollAfterMs === undefined ? {} : { pollAfterMs };
  const journeys = context
    .use(createExperiences)
    .participations(shopper)
    .flatMap((participation) => journeyOf(context, shopper, participation) ?? []);
  const waitlists = waitlistsOf(context, shopper);
  return { active: { journeys }, ...(waitlists.length > 0 && { waitlists }), ...hint };
}

function waitlistsOf(context: MockContext, shopper: Shopper): NonNullable<OwnState['waitlists']> {
  const tree = context.use(createExperienceTree);
  return context
    .use(createWaitlists)
    .placesOf(shopper)
    .flatMap(({ waitlist: { id: waitlistId, sequenceId }, entry, position }) => {
      const experienceId = tree.experienceOf(shopper.tenant, sequenceId)?.id;
      if (experienceId === undefined) return [];
      const enteredAt = isoTime(entry.enteredAt);
      return [{ waitlistId, sequenceId, experienceId, enteredAt, ...(position !== null && { position }) }];
    });
}

/** What a journey knows of a consumer in one distribution. */
export function sightIn(context: MockContext, { tenant, consumerId }: Shopper, room: Room): Sighting {
  const { experienceId } = room.whereabouts();
  const participation = context.use(createExperiences).participation({ tenant, consumerId, experienceId });
  return {
    consumerId,
    grant: context.use(createDistributions).grantOf(room, consumerId),
    afresh: participation?.afresh ?? false,
  };
}

function journeyOf(
  context: MockContext,
  shopper: Shopper,
  { experienceId, afresh }: Participation,
): JourneyState | undefined {
  const experiences = context.use(createExperiences);
  const experience = experiences.find(shopper.tenant, experienceId);
  const rooms = experience === undefined ? [] : experiences.roomsOf(experience);
  // Who took part in what is archived by now is told how it ended.
  const past = experiences.pastRoomsOf({ ...shopper, experienceId });
  // Who is in line stays there, also when the merchant adds a condition afterwards.
  const taken = takenOf([...past, ...rooms], shopper, afresh);
  if (taken !== undefined) return routed(context, shopper, taken);
  if (experience === undefined) return undefined;

  const { outcome, selected, offers } = experiences.route({ ...shopper, experienceId });
  const sequenceId = selected?.sequence.id;
  if (outcome === 'gated' && sequenceId !== undefined) {
    return { journeyStage: 'gated', experienceId, gates: selected?.gates ?? [], selected: { sequenceId } };
  }
  const ways = rooms.filter(({ row }) => row.sequenceId === sequenceId);
  const room = foremost(ways);
  if (outcome === 'routed' && room !== undefined) {
    return { ...routed(context, shopper, room), ...(offers.length > 0 && { offers }) };
  }
  const anySequenceId = sequenceId ?? rooms[0]?.row.sequenceId;
  if (anySequenceId === undefined) return undefined;
  const reason = outcome === 'no_access' ? 'NO_ACCESS' : 'NO_DISTRIBUTION';
  return {
    journeyStage: 'routed',
    experienceId,
    sequenceId: anySequenceId,
    sequence: { phase: 'unavailable', reason },
  };
}

/** Where the consumer takes part, or last did; whoever came back looks ahead where there is something new. */
function takenOf(rooms: readonly Room[], { consumerId }: Shopper, afresh: boolean): Room | undefined {
  const standings = rooms.map((room) => ({ room, standing: room.core.standing(consumerId) }));
  const present = standings.find(({ standing }) => standing?.isActive && standing.completedAt === undefined);
  if (present !== undefined) return present.room;
  const looksAhead = afresh && hasNewRoom(rooms, consumerId);
  return standings
    .filter(({ standing }) => standing !== undefined && !looksAhead && !(afresh && standing.mayReenter))
    .at(-1)?.room;
}

function routed(
  context: MockContext,
  shopper: Shopper,
  room: Room,
): Extract<JourneyState, { journeyStage: 'routed' }> {
  return {
    journeyStage: 'routed',
    ...room.whereabouts(),
    sequence: room.core.phase(sightIn(context, shopper, room)),
  };
}
