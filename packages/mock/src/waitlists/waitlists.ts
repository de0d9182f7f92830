import type { ConsumerId, SequenceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions, type Editor } from '../distributions/distributions.js';
import {
  createWaitlistRoll,
  isWaiting,
  type RollEntry,
  type WaitlistRoll,
} from '../mechanisms/waitlist-roll.js';
import { refuse } from '../refusal.js';
import { createActivityLog } from '../state/activity-log.js';
import { createExperienceTree } from '../state/experience-tree.js';
import type { Shopper } from '../state/experiences.js';
import { createOrderLimits } from '../state/order-limits.js';
import { createTable, type RowOf, type Table } from '../state/table.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** What is kept of a waitlist. */
export interface WaitlistFields {
  readonly sequenceId: SequenceId;
  /** How many may wait at once; `null` for any number. */
  readonly capacity: number | null;
}

/** A stored waitlist. */
export type WaitlistRow = RowOf<WaitlistFields>;

/** A consumer's entry in one of the waitlists. */
export interface WaitlistPlace {
  readonly waitlist: WaitlistRow;
  readonly entry: RollEntry;
  /** Counts from 1. */
  readonly position: number | null;
}

/** The waitlists of all tenants. */
export interface Waitlists {
  readonly table: Table<WaitlistFields>;
  /** The waitlist of a sequence, if it has one. */
  ofSequence(tenant: Tenant, sequenceId: string): WaitlistRow | undefined;
  /**
   * Enters a consumer; who waits already keeps the place.
   *
   * @throws {MockRefusal} `conflict` where it is full, `order_limit_exceeded` for who may not buy anything any more.
   */
  enter(waitlist: WaitlistRow, consumerId: ConsumerId): RollEntry;
  /** `false` where the consumer does not wait. */
  leave(waitlist: WaitlistRow, consumerId: ConsumerId): boolean;
  /** A consumer's last entry, whatever became of it. */
  entry(waitlist: WaitlistRow, consumerId: ConsumerId): RollEntry | undefined;
  /** Everybody's last entry, the oldest first. */
  entries(waitlist: WaitlistRow): readonly RollEntry[];
  /** Where a consumer waits. */
  placesOf(shopper: Shopper): readonly WaitlistPlace[];
  /** Puts a waitlist away; who waits in it waits for nothing any more. */
  archive(waitlist: WaitlistRow, editor: Editor): void;
}

/** Makes the waitlists of a platform, which follow what happens in the distributions of their sequences. */
export function createWaitlists(context: MockContext): Waitlists {
  const { clock } = context;
  const distributions = context.use(createDistributions);
  const activity = context.use(createActivityLog);
  const table = createTable<WaitlistFields>(context, 'wait');
  const rolls = new Map<WaitlistRow, WaitlistRoll>();

  const rollOf = (waitlist: WaitlistRow): WaitlistRoll => {
    const roll = rolls.get(waitlist) ?? createWaitlistRoll({ capacity: () => waitlist.capacity });
    rolls.set(waitlist, roll);
    return roll;
  };
  const ofSequence = (tenant: Tenant, sequenceId: string): WaitlistRow | undefined =>
    table.all(tenant).find((waitlist) => waitlist.sequenceId === sequenceId);

  function count({ tenant, sequenceId }: WaitlistRow, { event, entry }: Counted): void {
    const experienceId = context.use(createExperienceTree).experienceOf(tenant, sequenceId)?.id;
    activity.note({
      tenant,
      event,
      at: entry.updatedAt,
      consumerId: entry.consumerId,
      sequenceId,
      experienceId,
    });
  }

  function expire(waitlist: WaitlistRow, at: number): void {
    for (const entry of rollOf(waitlist).expire(at)) count(waitlist, { event: 'waitlist_expired', entry });
  }

  distributions.onChange(({ tenant, row: { sequenceId } }, { what, at, consumerId }) => {
    const waitlist = ofSequence(tenant, sequenceId);
    if (waitlist === undefined) return;
    if (what === 'opened') rollOf(waitlist).notify(at);
    if (what === 'entered' && consumerId !== undefined) {
      rollOf(waitlist).end({ consumerId, now: at, as: 'converted' });
    }
    const rooms = what === 'closed' ? distributions.ofSequence(tenant, sequenceId) : [];
    if (what === 'closed' && rooms.every(({ core }) => core.lifecycle === 'closed')) expire(waitlist, at);
  });
  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const [waitlist, roll] of rolls) {
      if (tenantKey(waitlist.tenant) === tenantKey(tenant)) roll.move({ from, to });
    }
  });

  return {
    table,
    ofSequence,
    enter(waitlist, consumerId) {
      const { tenant, sequenceId } = waitlist;
      const roll = rollOf(waitlist);
      const known = roll.entry(consumerId);
      if (known !== undefined && isWaiting(known)) return known;
      context.use(createOrderLimits).check({ tenant, sequenceId, consumerId });
      const { entry } = roll.enter({ consumerId, now: clock.now(), id: context.newId('waiting') });
      if (entry === undefined) return refuse('conflict', 'The waitlist is full.');
      count(waitlist, { event: 'waitlist_entered', entry });
      return entry;
    },
    leave(waitlist, consumerId) {
      const entry = rollOf(waitlist).end({ consumerId, now: clock.now(), as: 'left' });
      if (entry !== undefined) count(waitlist, { event: 'waitlist_left', entry });
      return entry !== undefined;
    },
    entry: (waitlist, consumerId) => rollOf(waitlist).entry(consumerId),
    entries: (waitlist) => rollOf(waitlist).entries(),
    placesOf: ({ tenant, consumerId }) =>
      table.all(tenant).flatMap((waitlist) => {
        const roll = rollOf(waitlist);
        const entry = roll.entry(consumerId);
        if (entry === undefined || !isWaiting(entry)) return [];
        return [{ waitlist, entry, position: roll.position(consumerId) }];
      }),
    archive(waitlist, { by }) {
      expire(waitlist, clock.now());
      table.archive(waitlist, by);
    },
  };
}

interface Counted {
  readonly event: string;
  readonly entry: RollEntry;
}
