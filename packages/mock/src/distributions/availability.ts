import type { ConsumerId } from '@fanfare/contract';
import type { Room } from './room.js';

/** Whether a way through an experience can be taken now. */
export type Availability = 'open' | 'upcoming' | 'closed';

/** Tells whether a sequence can be taken, from what its distributions do. */
export function availabilityOf(rooms: readonly Room[]): Availability {
  const lifecycles = new Set(rooms.map(({ core }) => core.lifecycle));
  if (lifecycles.has('open')) return 'open';
  return lifecycles.has('scheduled') ? 'upcoming' : 'closed';
}

/** Of the distributions of a sequence, the one that a shopper who takes part in none of them is shown. */
export function foremost(rooms: readonly Room[]): Room | undefined {
  for (const lifecycle of ['open', 'settling', 'scheduled'] as const) {
    const room = rooms.find(({ core }) => core.lifecycle === lifecycle);
    if (room !== undefined) return room;
  }
  return rooms.at(-1);
}

/** Tells whether guests may take part: a distribution that says nothing of them takes them. */
export function supportsGuest(rooms: readonly Room[]): boolean {
  return rooms.length === 0 || rooms.some(({ row }) => !('supportsGuest' in row) || row.supportsGuest);
}

/** Tells whether there is something to take part in where a consumer never did. */
export function hasNewRoom(rooms: readonly Room[], consumerId: ConsumerId): boolean {
  return rooms.some(
    ({ core }) =>
      (core.lifecycle === 'open' || core.lifecycle === 'scheduled') &&
      core.standing(consumerId) === undefined,
  );
}
