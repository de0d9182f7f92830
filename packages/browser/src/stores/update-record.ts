import { newId } from './new-id.js';
import type { TokenRecord } from './token-record.js';
import type { TokenStore } from './token-store.js';

/** More writers than this at the same moment are a store that does not keep its word. */
const maxTries = 8;

/** How a change of the store went. */
export interface UpdateResult<Next extends TokenRecord> {
  /** `kept`: the change declined in view of `current`. `contended`: the store never accepted it. */
  readonly outcome: 'written' | 'kept' | 'contended';
  readonly current: TokenRecord | null;
  /** What was written. */
  readonly next?: Next;
}

/** Changes what a store holds, in one step as seen by all tabs: `change` runs again whenever another tab came first. */
export async function updateRecord<Next extends TokenRecord>(
  store: TokenStore,
  change: (current: TokenRecord | null) => Next | undefined,
): Promise<UpdateResult<Next>> {
  let current: TokenRecord | null = null;
  for (let tries = 0; tries < maxTries; tries++) {
    current = await store.read();
    const changed = change(current);
    if (changed === undefined) return { outcome: 'kept', current };
    const next = { ...changed, revision: newId() };
    if (await store.write(next, current?.revision ?? null)) return { outcome: 'written', current, next };
  }
  return { outcome: 'contended', current };
}
