import type { ConsumerId } from '@fanfare/contract';
import type { ConsumerMerge } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import type { Room } from './room.js';

/** Who takes part in which distribution, or did: found in one step from either side. */
export interface Participants {
  note(room: Room, consumerId: ConsumerId): void;
  /** In the order in which they first took part. */
  of(room: Room): readonly ConsumerId[];
  /** Archived ones too, in the order in which the consumer first took part. */
  roomsOf(tenant: Tenant, consumerId: ConsumerId): readonly Room[];
  /** Two consumers are one from now on. */
  join(merge: ConsumerMerge): void;
}

/** Makes a list of nobody. */
export function createParticipants(): Participants {
  const byRoom = new Map<Room, Set<ConsumerId>>();
  const byConsumer = new Map<string, Set<Room>>();
  const keyOf = (tenant: Tenant, consumerId: ConsumerId): string => `${tenantKey(tenant)}/${consumerId}`;

  function note(room: Room, consumerId: ConsumerId): void {
    addTo(byRoom, room, consumerId);
    addTo(byConsumer, keyOf(room.tenant, consumerId), room);
  }

  return {
    note,
    of: (room) => [...(byRoom.get(room) ?? [])],
    roomsOf: (tenant, consumerId) => [...(byConsumer.get(keyOf(tenant, consumerId)) ?? [])],
    join({ tenant, from, to }) {
      for (const room of byConsumer.get(keyOf(tenant, from)) ?? []) {
        byRoom.get(room)?.delete(from);
        note(room, to);
      }
      byConsumer.delete(keyOf(tenant, from));
    },
  };
}

function addTo<Key, Item>(sets: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([item]));
  else known.add(item);
}
