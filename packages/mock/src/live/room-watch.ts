import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room, RoomChangeKind } from '../distributions/room.js';
import { tenantKey } from '../tenant.js';

/** What became of whoever came to a distribution. */
export type Fate = Extract<RoomChangeKind, 'entered' | 'granted' | 'completed' | 'left' | 'denied'>;

/** Who came to a distribution. */
export interface RoomTally {
  readonly counts: Readonly<Record<Fate, number>>;
  /** Those for whom something changed last, the newest first. */
  newest(count: number): readonly ConsumerId[];
}

/** Follows who comes to the distributions of a platform: they know it themselves, but only one by one. */
export interface RoomWatch {
  tally(room: Room): RoomTally;
}

const fates: readonly string[] = ['entered', 'granted', 'completed', 'left', 'denied'] satisfies Fate[];

/** Makes the watch of a platform. It sees what happens from now on. */
export function createRoomWatch(context: MockContext): RoomWatch {
  const byRoom = new Map<Room, Map<ConsumerId, Fate>>();
  const of = (room: Room): Map<ConsumerId, Fate> => {
    const known = byRoom.get(room) ?? new Map<ConsumerId, Fate>();
    byRoom.set(room, known);
    return known;
  };

  // To look on must not change what is seen: distributions begin when they are first used.
  context.whenUsed(createDistributions, ({ onChange }) => {
    onChange((room, { what, consumerId }) => {
      if (consumerId === undefined || !fates.includes(what)) return;
      of(room).delete(consumerId); // so that the newest one stands last
      of(room).set(consumerId, what as Fate); // one of them, as was just asked
    });
  });
  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const [room, people] of byRoom) {
      const fate = people.get(from);
      if (fate === undefined || tenantKey(room.tenant) !== tenantKey(tenant)) continue;
      people.delete(from);
      people.set(to, people.get(to) ?? fate);
    }
  });

  return {
    tally(room) {
      const people = of(room);
      const counts = { entered: 0, granted: 0, completed: 0, left: 0, denied: 0 };
      for (const fate of people.values()) counts[fate] += 1;
      return { counts, newest: (count) => [...people.keys()].slice(-count).reverse() };
    },
  };
}
