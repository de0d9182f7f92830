import { includesScope, neededScope } from '@fanfare/contract';
import { refuse } from '../refusal.js';
import type { ProvenCall } from './proven-call.js';

/**
 * Refuses a key of a server what its scopes leave out.
 *
 * @throws {MockRefusal} `insufficient_scope`, naming the scope.
 */
export function guardScope({ principal, operation }: ProvenCall): void {
  if (principal.kind !== 'secret') return;
  const scope = neededScope(operation);
  if (scope === undefined || includesScope(principal.rights.scopes, scope)) return;
  refuse('insufficient_scope', `The key needs the scope ${scope} for this call.`, { details: { scope } });
}
