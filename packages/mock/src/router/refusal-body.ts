import type { ProfileName, ProofAdvice, ServerErrorCode } from '@fanfare/contract';
import type { MockRefusal } from '../refusal.js';
import { hostedConflictOperations, hostedConflicts, hostedTexts } from './hosted-texts.js';

/** How a refusal is written. */
export interface RefusalBodyOptions {
  readonly profile: ProfileName;
  readonly requestId: string;
  readonly operation: string | undefined;
  /** What is said of the next proof, where nothing else has to be said. */
  readonly advice: ProofAdvice | undefined;
}

/** Writes the body of a refusal in the words of the profile. */
export function refusalBody(
  { code, message, extra }: MockRefusal,
  { profile, requestId, operation, advice }: RefusalBodyOptions,
): Record<string, unknown> {
  const shared = {
    ...(extra.issues !== undefined && { issues: extra.issues }),
    ...(typeof extra.retryAfter === 'number' && { retryAfter: extra.retryAfter }),
  };
  const said = extra.details ?? advice;
  const details = said === undefined ? {} : { details: said };
  if (profile === 'full') {
    return { error: code, message, requestId, ...shared, ...details };
  }
  const conflict = hostedConflicts[code] ?? plainConflict(code, operation);
  if (conflict !== undefined) return { ...conflict, message, ...shared, ...details };
  // The documentation has one text for every refresh that ends a session.
  const endOfRefresh = operation === 'auth.refresh' && code === 'session_revoked';
  const text = endOfRefresh ? hostedTexts.refresh_token_invalid : (extra.documented ?? hostedTexts[code]);
  return { error: text ?? code, ...shared };
}

function plainConflict(code: ServerErrorCode, operation: string | undefined): { code: string } | undefined {
  if (code !== 'conflict' || operation === undefined) return undefined;
  return hostedConflictOperations.has(operation) ? { code: 'CONFLICT' } : undefined;
}
