import type { ConsumerId, ExperienceId, RouteResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { hasNewRoom } from '../distributions/availability.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room } from '../distributions/room.js';
import { routeSequences } from '../mechanisms/route-sequences.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createAccessCodes } from './access-codes.js';
import { createConsumers } from './consumers.js';
import type { ExperienceRow, SequenceRow } from './experience-rows.js';
import { createExperienceTree } from './experience-tree.js';
import { accessCodeOf, routableSequence } from './routable-sequence.js';
import { createSequenceCapabilities } from './sequence-capabilities.js';

/** A consumer of one tenant. */
export interface Shopper {
  readonly tenant: Tenant;
  readonly consumerId: ConsumerId;
}

/** A consumer in an experience. */
export interface Visit extends Shopper {
  readonly experienceId: ExperienceId;
}

/** A consumer's part in an experience. */
export interface Participation {
  readonly experienceId: ExperienceId;
  /** Milliseconds since the epoch. */
  enteredAt: number;
  /** The consumer came back after an end that allows another try. */
  afresh: boolean;
}

/** Who takes part in which experience, and on which way. */
export interface Experiences {
  /** Finds a tenant's experience; nobody else's, and none that is archived. */
  find(tenant: Tenant, experienceId: string): ExperienceRow | undefined;
  /** What a consumer takes part in, in the order in which they entered. */
  participations(shopper: Shopper): readonly Participation[];
  participation(visit: Visit): Participation | undefined;
  enter(visit: Visit): Participation;
  leave(visit: Visit): boolean;
  /** Chooses the way for a consumer; an access code that is right is remembered. */
  route(visit: Visit, accessCode?: string): RouteResult;
  /** Tells whether a code is a wrong guess: something wants a code, and nothing wants this one. */
  isWrongCode(visit: Visit, accessCode: string): boolean;
  /** Looks at one way only: it is `routed` where nothing is in front of it. */
  routeTo(visit: Visit, sequenceId: string): RouteResult;
  /** The distributions of all ways through an experience. */
  roomsOf(experience: ExperienceRow): readonly Room[];
  /** The archived distributions of an experience, archived or not, that a consumer took part in. */
  pastRoomsOf(visit: Visit): readonly Room[];
}

/** Makes what is known of visits to the experiences of a platform. */
export function createExperiences(context: MockContext): Experiences {
  const tree = context.use(createExperienceTree);
  const distributions = context.use(createDistributions);
  const consumers = context.use(createConsumers);
  const accessCodes = context.use(createAccessCodes);
  const visits = new Map<string, Map<ExperienceId, Participation>>();
  const of = ({ tenant, consumerId }: Shopper): Map<ExperienceId, Participation> => {
    const key = `${tenantKey(tenant)}/${consumerId}`;
    const known = visits.get(key) ?? new Map<ExperienceId, Participation>();
    visits.set(key, known);
    return known;
  };

  function find(tenant: Tenant, experienceId: string): ExperienceRow | undefined {
    return tree.experiences.live(tenant, experienceId);
  }

  function roomsOf(experience: ExperienceRow): readonly Room[] {
    return tree.sequencesOf(experience).flatMap(({ tenant, id }) => distributions.ofSequence(tenant, id));
  }

  function pastRoomsOf({ tenant, consumerId, experienceId }: Visit): readonly Room[] {
    return distributions
      .takenBy(tenant, consumerId)
      .filter(({ row, whereabouts }) => row.archived && whereabouts().experienceId === experienceId);
  }

  function enter(visit: Visit): Participation {
    const experience = find(visit.tenant, visit.experienceId);
    const rooms = experience === undefined ? [] : roomsOf(experience);
    const standings = [...pastRoomsOf(visit), ...rooms].flatMap(
      ({ core }) => core.standing(visit.consumerId) ?? [],
    );
    const afresh =
      standings.some(({ mayReenter }) => mayReenter) ||
      (standings.length > 0 && hasNewRoom(rooms, visit.consumerId));
    const known = of(visit).get(visit.experienceId);
    if (known !== undefined) return Object.assign(known, { afresh });
    const { experienceId } = visit;
    const participation = {
      experienceId,
      enteredAt: context.clock.now(),
      afresh,
    };
    of(visit).set(experienceId, participation);
    return participation;
  }

  function routeAmong(visit: Visit, sequences: readonly SequenceRow[], accessCode?: string): RouteResult {
    const experience = find(visit.tenant, visit.experienceId);
    const result = routeSequences({
      experienceId: visit.experienceId,
      sequences:
        experience === undefined
          ? []
          : sequences.map((sequence) => routableSequence(context, visit, { experience, sequence })),
      consumer: {
        isGuest: consumers.find(visit.tenant, visit.consumerId)?.isGuest ?? true,
        accessCodes: accessCodes.of(visit),
        accessCode,
      },
    });
    return withCapability(visit, result);
  }

  /** Who came through a gate gets a proof of it. */
  function withCapability(visit: Visit, result: RouteResult): RouteResult {
    const { selected } = result;
    const sequence = selected && tree.sequences.find(visit.tenant, selected.sequence.id);
    if (selected?.status !== 'admissible' || sequence === undefined) return result;
    const hasCode = wantedCodes(visit, [sequence]).length > 0;
    if (!hasCode && sequence.botCheck === 'off') return result;
    const capability = context.use(createSequenceCapabilities).grant(visit, sequence.id);
    return { ...result, selected: { ...selected, ...capability } };
  }

  function wantedCodes(visit: Visit, sequences: readonly SequenceRow[]): readonly string[] {
    const experience = find(visit.tenant, visit.experienceId);
    if (experience === undefined) return [];
    return sequences.flatMap((sequence) => accessCodeOf({ experience, sequence }) ?? []);
  }

  function sequencesOf({ tenant, experienceId }: Visit): readonly SequenceRow[] {
    const experience = find(tenant, experienceId);
    return experience === undefined ? [] : tree.sequencesOf(experience);
  }

  distributions.onChange((room, change) => {
    if (change.what !== 'entered' || change.consumerId === undefined) return;
    const { experienceId } = room.whereabouts();
    enter({ tenant: room.tenant, consumerId: change.consumerId, experienceId }).afresh = false;
  });
  context.onConsumerMerged(({ tenant, from, to }) => {
    const own = of({ tenant, consumerId: to });
    for (const theirs of of({ tenant, consumerId: from }).values()) {
      const mine = own.get(theirs.experienceId);
      own.set(theirs.experienceId, {
        experienceId: theirs.experienceId,
        enteredAt: Math.min(theirs.enteredAt, mine?.enteredAt ?? theirs.enteredAt),
        afresh: theirs.afresh && (mine?.afresh ?? true),
      });
    }
    visits.delete(`${tenantKey(tenant)}/${from}`);
  });

  return {
    find,
    participations: (shopper) => [...of(shopper).values()],
    participation: (visit) => of(visit).get(visit.experienceId),
    enter,
    leave(visit) {
      const { tenant, consumerId, experienceId } = visit;
      const experience = tree.experiences.find(tenant, experienceId);
      for (const room of experience === undefined ? [] : roomsOf(experience)) {
        distributions.act(room, (core, now) => core.leave({ consumerId, now }));
      }
      accessCodes.forget(visit);
      return of(visit).delete(experienceId);
    },
    route(visit, accessCode) {
      const sequences = sequencesOf(visit);
      const isRight = accessCode !== undefined && wantedCodes(visit, sequences).includes(accessCode);
      if (isRight) accessCodes.remember(visit, accessCode);
      return routeAmong(visit, sequences, accessCode);
    },
    isWrongCode(visit, accessCode) {
      const wanted = wantedCodes(visit, sequencesOf(visit));
      return wanted.length > 0 && !wanted.includes(accessCode);
    },
    routeTo: (visit, sequenceId) =>
      routeAmong(
        visit,
        sequencesOf(visit).filter(({ id }) => id === sequenceId),
      ),
    roomsOf,
    pastRoomsOf,
  };
}
