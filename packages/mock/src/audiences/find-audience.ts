import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createAudiences } from '../state/audiences.js';
import type { Tenant } from '../tenant.js';
import type { AudienceRow, GroupRow } from './audience-rows.js';

/** Which audience is meant. */
export interface AudienceKey {
  readonly tenant: Tenant;
  readonly audienceId: string;
}

/** @throws {MockRefusal} `not_found` */
export function findAudience(context: MockContext, { tenant, audienceId }: AudienceKey): AudienceRow {
  const row = context.use(createAudiences).rows.find(tenant, audienceId);
  return row ?? refuse('not_found', 'There is no such audience.');
}

/**
 * Finds an audience that may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it is archived.
 */
export function findLiveAudience(context: MockContext, key: AudienceKey): AudienceRow {
  const row = findAudience(context, key);
  return row.archived ? refuse('conflict', 'The audience is archived.') : row;
}

/**
 * Finds an audience whose rules may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where rules do not say who belongs to it, or its group makes them.
 */
export function findRuledAudience(context: MockContext, key: AudienceKey): AudienceRow {
  const row = findLiveAudience(context, key);
  if (row.type !== 'DYNAMIC') return refuse('conflict', 'Only a dynamic audience has rules.');
  return row.groupId === null ? row : refuse('conflict', 'The rules of this audience follow from its group.');
}

/**
 * Finds an audience whose members are written down.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where its members follow from rules or a list.
 */
export function findStaticAudience(context: MockContext, key: AudienceKey): AudienceRow {
  const row = findLiveAudience(context, key);
  return row.type === 'STATIC' ? row : refuse('conflict', 'Only a static audience takes members by hand.');
}

/** @throws {MockRefusal} `not_found` */
export function findGroup(
  context: MockContext,
  { tenant, groupId }: { readonly tenant: Tenant; readonly groupId: string },
): GroupRow {
  const row = context.use(createAudiences).groups.find(tenant, groupId);
  return row ?? refuse('not_found', 'There is no such group of audiences.');
}
