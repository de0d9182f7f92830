import type { Mode } from '@fanfare/contract';
import { createAuditLog } from '../audit/audit-log.js';
import type { MockContext } from '../context.js';
import { createActivityLog } from '../state/activity-log.js';
import { createAnnouncements } from '../state/announcements.js';
import { createBeaconLog } from '../state/beacon-log.js';
import { createExperiencePages } from '../state/experience-pages.js';
import type { Tenant } from '../tenant.js';
import { createDataSettings, type DataRules } from './data-settings.js';

/** What was deleted because its time was over, for whoever keeps it elsewhere. */
export interface ArchivedBatch {
  readonly tenant: Tenant;
  readonly kind: 'activity' | 'events' | 'audit' | 'deleted';
  readonly entries: readonly unknown[];
}

/** Deletes what was kept for as long as its organization wants. */
export interface Retention {
  /** Deletes now; a platform does it every day. */
  sweep(): void;
}

type Sweeper = (context: MockContext, tenant: Tenant, before: number) => readonly unknown[];

/** What is swept, how many days it is kept, and how what is older is taken out. */
const sweepers: readonly {
  readonly kind: ArchivedBatch['kind'];
  readonly days: keyof DataRules & `${string}Days`;
  readonly sweep: Sweeper;
}[] = [
  {
    kind: 'activity',
    days: 'activityDays',
    sweep: (context, ...old) => context.use(createActivityLog).sweep(...old),
  },
  {
    kind: 'events',
    days: 'activityDays',
    sweep: (context, ...old) => context.use(createBeaconLog).sweep(...old),
  },
  {
    kind: 'deleted',
    days: 'deletedDays',
    sweep: (context, ...old) => context.use(createAnnouncements).table.sweep(...old),
  },
  {
    kind: 'deleted',
    days: 'deletedDays',
    sweep: (context, ...old) => context.use(createExperiencePages).table.sweep(...old),
  },
  { kind: 'audit', days: 'auditDays', sweep: (context, ...old) => context.use(createAuditLog).sweep(...old) },
];

const dayMs = 86_400_000;
const modes: readonly Mode[] = ['test', 'live'];

/** Sweeps a platform every day on its clock. */
export function createRetention(context: MockContext): Retention {
  const { clock, world } = context;
  const settings = context.use(createDataSettings);
  const tenants = world.organizations.flatMap(({ id }) =>
    modes.map((mode) => ({ organizationId: id, mode })),
  );

  function sweepTenant(tenant: Tenant): void {
    for (const { kind, days, sweep } of sweepers) {
      const entries = sweep(context, tenant, clock.now() - settings.of(tenant)[days] * dayMs);
      if (entries.length === 0) continue;
      context.archive({ tenant, kind, entries });
      context.use(createAuditLog).append(tenant, {
        actor: { type: 'platform', id: null },
        action: 'retention.swept',
        target: { type: 'retention', id: kind },
        outcome: 'success',
        requestId: null,
        ipClass: 'unknown',
        changes: [{ field: 'entries', to: entries.length }],
      });
    }
  }

  function sweep(): void {
    for (const tenant of tenants) sweepTenant(tenant);
    settings.noteSweep(clock.now());
  }

  function plan(): void {
    clock.schedule(clock.now() + dayMs, () => {
      sweep();
      plan();
    });
  }
  plan();
  return { sweep };
}
