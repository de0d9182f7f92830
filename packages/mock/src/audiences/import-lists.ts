import type { ListsImported } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createAudiences } from '../state/audiences.js';
import { createVendorLists, type Vendor } from '../state/vendor-lists.js';
import type { Tenant } from '../tenant.js';
import { newAudience } from './audience-rows.js';
import { syncAudience } from './sync-audience.js';

/** Which lists become audiences, and who wants it. */
export interface ListImport {
  readonly tenant: Tenant;
  readonly vendor: Vendor;
  readonly listIds: readonly string[];
  readonly by: string;
}

/** Makes a synced audience of each list that is there and has none yet, and begins to fill it. */
export function importLists(
  context: MockContext,
  { tenant, vendor, listIds, by }: ListImport,
): ListsImported {
  const { rows } = context.use(createAudiences);
  const lists = context.use(createVendorLists);
  const result: ListsImported = { imported: [], skipped: [] };
  for (const listId of new Set(listIds)) {
    const list = lists.find({ tenant, vendor, listId });
    const isThere = rows
      .all(tenant)
      .some(({ source }) => source?.vendor === vendor && source.listId === listId);
    if (list === undefined || isThere) {
      result.skipped.push({ listId, reason: isThere ? 'already_imported' : 'unknown_list' });
      continue;
    }
    const source = { id: context.newId('sync'), vendor, listId };
    const fields = { ...newAudience, type: 'SYNCED_LIST', name: list.name, source } as const;
    const row = rows.insert(tenant, fields, { by });
    syncAudience(context, row);
    result.imported.push({ listId, audienceId: row.id, name: row.name });
  }
  return result;
}
