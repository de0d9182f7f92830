import { guardMember } from '../auth/guard-member.js';
import { confirmEmail, requestEmailCode } from '../auth/verify-email.js';
import type { HandlersOf } from '../handler.js';

/** The operations of this resource. */
type EmailVerificationOperation = `emailVerification.${'request' | 'confirm'}`;

/** The proof that an e-mail address is the consumer's own. */
export const emailVerificationHandlers: HandlersOf<EmailVerificationOperation> = {
  'emailVerification.request': ({ context, principal }) =>
    requestEmailCode(context, guardMember(context, principal)),

  'emailVerification.confirm': ({ context, principal, body }) =>
    confirmEmail(context, { consumer: guardMember(context, principal), code: body.code }),
};
