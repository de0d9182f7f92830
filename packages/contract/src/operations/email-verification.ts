import { operation } from '../operation.js';
import { emailVerificationRoutes } from '../routes/email-verification.js';
import * as verification from '../schemas/email-verification.js';

/** The proof that an e-mail address is the consumer's own. */
export const emailVerificationOperations = {
  request: operation(emailVerificationRoutes.request, {
    summary: "Sends a code to the shopper's e-mail address, to prove that it is theirs.",
    description: 'Another code may be asked for a minute later; the one before it is worth nothing then.',
    response: verification.emailVerificationRequestedSchema,
    errors: ['conflict'],
  }),
  confirm: operation(emailVerificationRoutes.confirm, {
    summary: "Proves with the code from the mail that the e-mail address is the shopper's own.",
    body: verification.confirmEmailSchema,
    response: verification.emailVerifiedSchema,
    errors: ['otp_invalid', 'otp_expired', 'too_many_attempts', 'conflict', 'consumer_conflict'],
  }),
};
