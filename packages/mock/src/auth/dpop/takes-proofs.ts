import { profiles, tokenOperations } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../../context.js';

/** Tells whether a call may come with a proof of possession: beside a token, or to have one bound. */
export function takesProofs(
  { id, auth }: Pick<Operation, 'id' | 'auth'>,
  { profile }: Pick<MockContext, 'profile'>,
): boolean {
  return profiles[profile].dpop && (auth.flat().includes('consumer') || tokenOperations.includes(id));
}
