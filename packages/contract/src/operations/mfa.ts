import { operation } from '../operation.js';
import { mfaRoutes } from '../routes/mfa.js';
import { authSessionSchema } from '../schemas/auth.js';
import * as mfa from '../schemas/mfa.js';

/** The second factor of the consumer who is signed in. */
export const mfaOperations = {
  enroll: operation(mfaRoutes.enroll, {
    summary: 'Makes the secret of a new second factor: a code that changes every 30 seconds (RFC 6238).',
    description:
      'It counts for nothing until it is confirmed; a second call makes another secret in its place. Whoever proved who they are longer than five minutes ago is refused with `step_up_required`, and signs in again first.',
    response: mfa.totpEnrollmentSchema,
    errors: ['conflict'],
  }),
  confirm: operation(mfaRoutes.confirm, {
    summary: 'Proves that the authenticator has the secret; from now on the second factor counts.',
    description:
      'All other sessions end at once. The answer holds the backup codes, which are never shown again. As `enroll`, it is for those who proved who they are a short while ago.',
    body: mfa.confirmTotpSchema,
    response: mfa.backupCodesSchema,
    errors: ['mfa_code_invalid', 'too_many_attempts', 'conflict'],
  }),
  remove: operation(mfaRoutes.remove, {
    summary: 'Removes the second factor and its backup codes.',
    errors: [],
  }),
  backupCodes: operation(mfaRoutes.backupCodes, {
    summary: 'Makes new backup codes; the old ones are worth nothing any more.',
    response: mfa.backupCodesSchema,
    errors: [],
  }),
  stepUp: operation(mfaRoutes.stepUp, {
    summary:
      'Shows the second factor, and answers with a new session that may do for some minutes what needs it.',
    description:
      'The old session and its tokens end at once. A backup code, which is for an authenticator that is lost, ends all other sessions too.',
    body: mfa.stepUpSchema,
    response: authSessionSchema,
    errors: ['mfa_code_invalid', 'too_many_attempts'],
  }),
};
