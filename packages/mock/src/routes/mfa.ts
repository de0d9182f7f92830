import { endSessions } from '../auth/end-sessions.js';
import { guardMember } from '../auth/guard-member.js';
import { refuseCode, refuseMissing, stepUp } from '../auth/step-up.js';
import { otpauthUri } from '../auth/totp.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { createSecondFactors } from '../state/second-factors.js';
import { worldOrganization } from '../state/world.js';

/** The operations of this resource. */
type MfaOperation = `mfa.${'enroll' | 'confirm' | 'remove' | 'backupCodes' | 'stepUp'}`;

/** The second factor of the consumer who is signed in. */
export const mfaHandlers: HandlersOf<MfaOperation> = {
  'mfa.enroll': ({ context, principal }) => {
    const { email, phone } = guardMember(context, principal);
    const factors = context.use(createSecondFactors);
    if (factors.has(principal.consumerId)) {
      return refuse('conflict', 'There is a second factor already; remove it first.');
    }
    const issuer = worldOrganization(context.world, principal.tenant)?.name ?? 'Fanfare';
    const secret = factors.enroll(principal.consumerId);
    const account = email ?? phone ?? principal.consumerId;
    return { secret, otpauthUri: otpauthUri({ secret, issuer, account }) };
  },

  'mfa.confirm': ({ context, principal, body }) => {
    const outcome = context.use(createSecondFactors).confirm(principal.consumerId, body.code);
    if (outcome === 'not_enrolled')
      return refuse('conflict', 'There is no secret that waits for its first code.');
    if (outcome === 'wrong_code') return refuseCode();
    // Whoever else is signed in has not shown it.
    endSessions(context, principal, { keptId: principal.sessionId });
    return { backupCodes: [...outcome] };
  },

  'mfa.remove': ({ context, principal: { consumerId } }) =>
    context.use(createSecondFactors).remove(consumerId) ? undefined : refuseMissing(),

  'mfa.backupCodes': ({ context, principal: { consumerId } }) => {
    const backupCodes = context.use(createSecondFactors).renewBackupCodes(consumerId) ?? refuseMissing();
    return { backupCodes: [...backupCodes] };
  },

  'mfa.stepUp': ({ context, principal, body }) => stepUp(context, { principal, body }),
};
