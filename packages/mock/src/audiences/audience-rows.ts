import type { AudienceGroupType, AudienceType, CreateLoyaltyTiers } from '@fanfare/contract/admin';
import type { AudienceId, RuleOperator } from '@fanfare/contract';
import type { RowOf } from '../state/table.js';
import type { Vendor } from '../state/vendor-lists.js';

/** The list that a synced audience follows. */
export interface SyncSource {
  readonly id: string;
  readonly vendor: Vendor;
  readonly listId: string;
}

/** What is kept of an audience. Times are milliseconds since the epoch. */
export interface AudienceFields {
  readonly name: string;
  readonly description: string | null;
  readonly type: AudienceType;
  readonly iconName: string | null;
  readonly metadata: Record<string, unknown> | null;
  readonly refreshIntervalSeconds: number | null;
  readonly groupId: string | null;
  /** Its place among the tiers of its group. */
  readonly order: number | null;
  readonly source: SyncSource | null;
  readonly syncStatus: 'PENDING' | 'SUCCESS' | 'FAILED' | null;
  readonly lastSyncedAt: number | null;
  readonly lastRefreshedAt: number | null;
  /** Counts the changes of who belongs to it by definition. */
  readonly version: number;
}

/** A stored audience. */
export type AudienceRow = RowOf<AudienceFields> & { readonly id: AudienceId };

/** What is kept of a rule. */
export interface RuleFields {
  readonly audienceId: AudienceId;
  readonly attribute: string;
  readonly operator: RuleOperator;
  readonly value: string | number | boolean | (string | number | boolean)[];
}

/** A stored rule. */
export type RuleRow = RowOf<RuleFields>;

/** What is kept of a group of audiences. */
export interface GroupFields {
  readonly groupName: string;
  readonly groupType: AudienceGroupType;
  readonly attribute: CreateLoyaltyTiers['attribute'] | null;
}

/** A stored group of audiences. */
export type GroupRow = RowOf<GroupFields>;

/** What is kept of a file of members. */
export interface ImportFields {
  readonly audienceId: AudienceId;
  readonly fileName: string;
  readonly status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED';
  /** Where the file goes; `null` once it is there. */
  readonly uploadUrl: string | null;
  readonly uploadUrlExpiresAt: number | null;
  readonly importedCount: number;
  readonly skippedCount: number;
  readonly error: string | null;
}

/** A stored file of members. */
export type ImportRow = RowOf<ImportFields>;

/** What a new audience has that nobody said anything about. */
export const newAudience: Omit<AudienceFields, 'name' | 'type'> = {
  description: null,
  iconName: null,
  metadata: null,
  refreshIntervalSeconds: null,
  groupId: null,
  order: null,
  source: null,
  syncStatus: null,
  lastSyncedAt: null,
  lastRefreshedAt: null,
  version: 1,
};
