import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { AudienceRow } from './audience-rows.js';

/** The members that audiences have by name, with when they were added, in milliseconds since the epoch. */
export interface MemberLists {
  of(audience: Pick<AudienceRow, 'id'>): ReadonlyMap<ConsumerId, number>;
  /** Adds members; returns how many were not there before. */
  add(audience: Pick<AudienceRow, 'id'>, consumerIds: readonly ConsumerId[]): number;
  /** Makes these the members, and nobody else; those who stay keep their time. */
  replace(audience: Pick<AudienceRow, 'id'>, consumerIds: readonly ConsumerId[]): void;
  /** Takes a consumer off every list. */
  forget(consumerId: ConsumerId): void;
}

/** Makes empty lists. */
export function createMemberLists({ clock, onConsumerMerged }: MockContext): MemberLists {
  const lists = new Map<string, Map<ConsumerId, number>>();
  const of = ({ id }: Pick<AudienceRow, 'id'>): Map<ConsumerId, number> => {
    const known = lists.get(id) ?? new Map<ConsumerId, number>();
    lists.set(id, known);
    return known;
  };
  onConsumerMerged(({ from, to }) => {
    for (const list of lists.values()) {
      const addedAt = list.get(from);
      if (addedAt === undefined) continue;
      list.delete(from);
      list.set(to, Math.min(addedAt, list.get(to) ?? addedAt));
    }
  });
  return {
    of,
    add(audience, consumerIds) {
      const list = of(audience);
      const before = list.size;
      for (const id of consumerIds) if (!list.has(id)) list.set(id, clock.now());
      return list.size - before;
    },
    replace(audience, consumerIds) {
      const old = of(audience);
      lists.set(audience.id, new Map(consumerIds.map((id) => [id, old.get(id) ?? clock.now()])));
    },
    forget(consumerId) {
      for (const list of lists.values()) list.delete(consumerId);
    },
  };
}
