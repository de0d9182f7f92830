import type { ConsumerId, RouteResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { mayReenter } from '../mechanisms/queue-place.js';
import { routeSequences } from '../mechanisms/route-sequences.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createConsumers } from './consumers.js';
import { createQueues, type QueueRoom } from './queues.js';
import { worldData, type WorldData } from './world.js';

/** A consumer of one tenant. */
export interface Shopper {
  readonly tenant: Tenant;
  readonly consumerId: ConsumerId;
}

/** A consumer's part in an experience. */
export interface Participation {
  /** Milliseconds since the epoch. */
  enteredAt: number;
  /** The last access code that was right. */
  accessCode: string | undefined;
  /** The consumer came back after an end that allows another try. */
  afresh: boolean;
}

/** The experiences of all tenants, and who takes part in them. */
export interface Experiences {
  /** Finds a tenant's experience; nobody else's, and none that is archived. */
  find(tenant: Tenant, experienceId: string): WorldData | undefined;
  participation(shopper: Shopper): Participation | undefined;
  enter(shopper: Shopper): Participation;
  leave(shopper: Shopper): boolean;
  /** Chooses the way for a consumer; an access code that is right is remembered. */
  route(shopper: Shopper, accessCode?: string): RouteResult;
}

/** Makes the experiences of a platform; every tenant has one. */
export function createExperiences(context: MockContext): Experiences {
  const queues = context.use(createQueues);
  const consumers = context.use(createConsumers);
  const participations = new Map<string, Participation>();
  const key = ({ tenant, consumerId }: Shopper): string => `${tenantKey(tenant)}/${consumerId}`;

  function roomOf({ tenant }: Shopper): QueueRoom {
    const data = worldData(context.world, tenant);
    const room = data === undefined ? undefined : queues.find(tenant, data.queue.id);
    if (room === undefined) throw new Error('A consumer belongs to a tenant without a queue.');
    return room;
  }

  function enter(shopper: Shopper): Participation {
    const place = roomOf(shopper).engine.place(shopper.consumerId);
    const afresh = place !== undefined && mayReenter(place);
    const known = participations.get(key(shopper));
    if (known !== undefined) return Object.assign(known, { afresh });
    const participation = { enteredAt: context.clock.now(), accessCode: undefined, afresh };
    participations.set(key(shopper), participation);
    return participation;
  }

  function route(shopper: Shopper, accessCode?: string): RouteResult {
    const { data, engine } = roomOf(shopper);
    const { sequence, queue, experience } = data;
    const participation = participations.get(key(shopper));
    const isRight = accessCode !== undefined && accessCode === sequence.accessCode;
    if (isRight && participation !== undefined) participation.accessCode = accessCode;
    const consumer = consumers.find(shopper.tenant, shopper.consumerId);
    return routeSequences({
      experienceId: experience.id,
      sequences: [
        {
          ...sequence,
          priority: 0,
          availability: engine.lifecycle === 'scheduled' ? 'upcoming' : engine.lifecycle,
          supportsGuest: queue.supportsGuest,
          isMember: sequence.audience?.some((address) => consumer?.verified.has(address) ?? false) ?? true,
        },
      ],
      consumer: {
        isGuest: consumer?.isGuest ?? true,
        accessCode: accessCode ?? participation?.accessCode,
      },
    });
  }

  queues.onChange(({ tenant }, change) => {
    if (change.type !== 'entered') return;
    enter({ tenant, consumerId: change.consumerId }).afresh = false;
  });
  context.onConsumerMerged(({ tenant, from, to }) => {
    const theirs = participations.get(key({ tenant, consumerId: from }));
    if (theirs === undefined) return;
    participations.delete(key({ tenant, consumerId: from }));
    const own = participations.get(key({ tenant, consumerId: to }));
    participations.set(key({ tenant, consumerId: to }), {
      enteredAt: Math.min(theirs.enteredAt, own?.enteredAt ?? theirs.enteredAt),
      accessCode: own?.accessCode ?? theirs.accessCode,
      afresh: theirs.afresh && (own?.afresh ?? true),
    });
  });

  return {
    find(tenant, experienceId) {
      const data = worldData(context.world, tenant);
      const isIt = data?.experience.id === experienceId && !data.experience.archived;
      return isIt ? data : undefined;
    },
    participation: (shopper) => participations.get(key(shopper)),
    enter,
    leave(shopper) {
      queues.act(roomOf(shopper), { do: 'leave', consumerId: shopper.consumerId });
      return participations.delete(key(shopper));
    },
    route,
  };
}
