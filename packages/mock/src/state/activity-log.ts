import type { ConsumerId, DistributionId, ExperienceId, SequenceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';

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

/** What happened, of all tenants: analytics and the timelines of consumers are read from it. */
export interface ActivityLog {
  note(activity: Activity): void;
  /** In order of time. */
  all(tenant: Tenant): readonly Activity[];
  /** Calls back after every entry; returns the undo. */
  onNote(run: (activity: Activity) => void): () => void;
}

/** Makes an empty log. */
export function createActivityLog(context: MockContext): ActivityLog {
  const byTenant = new Map<string, Activity[]>();
  const listeners = new Set<(activity: Activity) => void>();
  const of = (tenant: Tenant): Activity[] => {
    const known = byTenant.get(tenantKey(tenant)) ?? [];
    byTenant.set(tenantKey(tenant), known);
    return known;
  };
  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const activity of of(tenant)) if (activity.consumerId === from) activity.consumerId = to;
  });
  return {
    note(activity) {
      of(activity.tenant).push(activity);
      for (const run of listeners) run(activity);
    },
    all: of,
    onNote(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
  };
}
