import type { RetentionSettings } from '@fanfare/contract/admin';
import { isoTime } from '../state/iso-time.js';
import type { Patch } from '../state/table.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** For how long a tenant keeps things, and whether pages need consent. */
export type DataRules = Omit<RetentionSettings, 'lastSweptAt'>;

/** What every tenant says about its data. */
export interface DataSettings {
  of(tenant: Tenant): DataRules;
  change(tenant: Tenant, patch: Patch<DataRules>): void;
  describe(tenant: Tenant): RetentionSettings;
  /** Notes that what is too old was deleted, for every tenant. */
  noteSweep(at: number): void;
}

/** As in the sample settings of the platform; 30 days is what its events are kept for. */
const usual: DataRules = {
  activityDays: 90,
  auditDays: 365,
  deletedDays: 30,
  webhookEventDays: 30,
  consentRequired: false,
};

/** Makes the settings; a tenant that says nothing has the usual ones. */
export function createDataSettings(): DataSettings {
  const changed = new Map<string, DataRules>();
  let sweptAt: number | null = null;
  const of = (tenant: Tenant): DataRules => changed.get(tenantKey(tenant)) ?? usual;
  return {
    of,
    change(tenant, patch) {
      const said = Object.entries(patch).filter(([, value]) => value !== undefined);
      changed.set(tenantKey(tenant), { ...of(tenant), ...Object.fromEntries(said) });
    },
    describe: (tenant) => ({ ...of(tenant), lastSweptAt: sweptAt === null ? null : isoTime(sweptAt) }),
    noteSweep: (at) => void (sweptAt = at),
  };
}
