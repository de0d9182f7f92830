import type { ConsumerId, DistributionId, ExperienceId, SequenceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { joinInOrder } from './join-in-order.js';

/** Something that happened and is counted. */
export interface Activity {
  readonly tenant: Tenant;
  /** As analytics names it, such as `queue_entered`. */
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  consumerId?: ConsumerId | undefined;
  readonly experienceId?: ExperienceId | undefined;
  readonly sequenceId?: SequenceId | undefined;
  readonly distributionId?: DistributionId | undefined;
  /** What was counted with it; amounts are decimal strings. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** An entry of the log. */
export interface LoggedActivity extends Activity {
  readonly id: string;
}

/** What happened, of all tenants: analytics and the timelines of consumers are read from it. */
export interface ActivityLog {
  note(activity: Activity): void;
  /** In order of time. */
  all(tenant: Tenant): readonly LoggedActivity[];
  /** What a consumer did and what happened to them, in order of time; found in one step. */
  ofConsumer(tenant: Tenant, consumerId: ConsumerId): readonly LoggedActivity[];
  /** Forgets what happened before a time; returns it. */
  sweep(tenant: Tenant, before: number): readonly LoggedActivity[];
  /** Calls back after every entry; returns the undo. */
  onNote(run: (activity: Activity) => void): () => void;
}

/** Makes an empty log. */
export function createActivityLog(context: MockContext): ActivityLog {
  const byTenant = new Map<string, LoggedActivity[]>();
  const byConsumer = new Map<string, LoggedActivity[]>();
  const listeners = new Set<(activity: Activity) => void>();
  let serial = 0;
  const keyOf = (tenant: Tenant, consumerId: ConsumerId): string => `${tenantKey(tenant)}/${consumerId}`;
  const ofConsumer = (tenant: Tenant, consumerId: ConsumerId): LoggedActivity[] =>
    byConsumer.get(keyOf(tenant, consumerId)) ?? [];
  const of = (tenant: Tenant): LoggedActivity[] => {
    const known = byTenant.get(tenantKey(tenant)) ?? [];
    byTenant.set(tenantKey(tenant), known);
    return known;
  };
  context.onConsumerMerged(({ tenant, from, to }) => {
    const theirs = ofConsumer(tenant, from);
    if (theirs.length === 0) return;
    for (const activity of theirs) activity.consumerId = to;
    const own = ofConsumer(tenant, to);
    joinInOrder(own, { items: theirs, timeOf: ({ at }) => at });
    byConsumer.set(keyOf(tenant, to), own);
    byConsumer.delete(keyOf(tenant, from));
  });
  return {
    note(activity) {
      const { tenant, consumerId } = activity;
      const log = of(tenant);
      const entry = { ...activity, id: `act_${(serial += 1)}` };
      log.push(entry);
      if (consumerId !== undefined) {
        const own = ofConsumer(tenant, consumerId);
        own.push(entry);
        byConsumer.set(keyOf(tenant, consumerId), own);
      }
      for (const run of listeners) run(entry);
    },
    all: of,
    ofConsumer,
    sweep(tenant, before) {
      const log = of(tenant);
      const kept = log.findIndex(({ at }) => at >= before);
      const gone = log.splice(0, kept === -1 ? log.length : kept);
      for (const consumerId of new Set(gone.flatMap((entry) => entry.consumerId ?? []))) {
        const own = ofConsumer(tenant, consumerId).filter(({ at }) => at >= before);
        if (own.length > 0) byConsumer.set(keyOf(tenant, consumerId), own);
        else byConsumer.delete(keyOf(tenant, consumerId));
      }
      return gone;
    },
    onNote(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
  };
}
