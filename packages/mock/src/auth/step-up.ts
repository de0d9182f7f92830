import type { AuthMethod, AuthSession, StepUp } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { ConsumerPrincipal } from '../principal.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createSecondFactors } from '../state/second-factors.js';
import { createSessions } from '../state/sessions.js';
import { endSessions } from './end-sessions.js';
import { openSession } from './open-session.js';

/** Who shows what, and with which key. */
export interface StepUpOptions {
  readonly principal: ConsumerPrincipal;
  readonly body: StepUp;
  /** The thumbprint of the key that the new tokens are to be bound to. */
  readonly proofKey: string | undefined;
}

/**
 * Takes a second factor, and opens a session that is worth more in place of the present one, which ends at once. A backup
 * code recovers the account: whoever has the authenticator now may be signed in somewhere, so that all sessions end.
 *
 * @throws {MockRefusal} `not_found` without a second factor; `mfa_code_invalid`.
 */
export function stepUp(
  context: MockContext,
  { principal, body, proofKey }: StepUpOptions,
): Promise<AuthSession> {
  const { tenant, consumerId, sessionId } = principal;
  const factors = context.use(createSecondFactors);
  const sessions = context.use(createSessions);
  const session = sessions.find(sessionId);
  const consumer = context.use(createConsumers).find(tenant, consumerId);
  if (session === undefined || consumer === undefined || !factors.has(consumerId)) return refuseMissing();

  const { code, backupCode = '' } = body;
  const isRecovery = code === undefined;
  const isGood = isRecovery
    ? factors.takeBackupCode(consumerId, backupCode)
    : factors.takeCode(consumerId, code);
  if (!isGood) return refuseCode();
  if (isRecovery) endSessions(context, { tenant, consumerId });
  sessions.revoke(session);
  const shown: readonly AuthMethod[] = isRecovery ? ['mfa', 'backup_code'] : ['mfa', 'otp'];
  const methods = [...new Set([...session.methods, ...shown])];
  return openSession(context, { consumer, deviceLabel: session.deviceLabel, methods, proofKey });
}

/** @throws {MockRefusal} `not_found`: there is nothing to show, to remove or to renew. */
export function refuseMissing(): never {
  return refuse('not_found', 'There is no second factor; enroll one first.');
}

/** @throws {MockRefusal} `mfa_code_invalid`, in the same words whatever is wrong with the code. */
export function refuseCode(): never {
  return refuse('mfa_code_invalid', 'The code is wrong, or was used before; wait for the next one.');
}
