import type { FinishedCall } from '../router/finished-call.js';
import { createOwners } from '../state/owners.js';
import type { Tenant } from '../tenant.js';
import { createCrossTenantAttempts } from './cross-tenant-attempts.js';
import { idsIn } from './ids-in.js';

/**
 * Tells every organization whose ids a call named that somebody else tried, and nothing about who. Tells whether there
 * was one.
 */
export function warnOwners({ context, params, input, request }: FinishedCall, caller: Tenant): boolean {
  const owners = context.use(createOwners);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const attempts = [...new Set(idsIn([params, query, input?.body]))].flatMap((id) => {
    const owner = owners.stranger(id, caller);
    return owner === undefined ? [] : [{ owner, caller, id }];
  });
  for (const attempt of attempts) context.use(createCrossTenantAttempts).note(attempt);
  return attempts.length > 0;
}
