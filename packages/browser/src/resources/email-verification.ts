import {
  emailVerificationRoutes as routes,
  type ConfirmEmail,
  type EmailVerificationRequested,
  type EmailVerified,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { object } from './check/check.js';
import { boolean, string, timestamp } from './check/shapes.js';
import { fits, type Fits } from './fits.js';

/** Proves that the shopper's e-mail address is theirs, where the platform answered `email_unverified`. */
export interface EmailVerification {
  /**
   * Has a code sent to the address. `resendAfter` tells when another one may be asked for.
   *
   * @throws `SessionError` `not_authenticated`; `RateLimitError` `rate_limited` too soon after the last one, with
   *   `retryAfterMs`; `ConflictError` `conflict` where there is nothing to prove
   */
  request(options?: CallOptions): Promise<EmailVerificationRequested>;
  /**
   * Hands in the code from the mail. From now on the calls pass that need a proven address.
   *
   * @throws `RequestError` `invalid_request`; `AuthenticationError` `otp_invalid`, `otp_expired`; `ConflictError` `conflict`,
   *   `consumer_conflict`; `RateLimitError` `too_many_attempts`
   */
  confirm(proof: ConfirmEmail, options?: CallOptions): Promise<EmailVerified>;
}

const requested = object({ ok: boolean, resendAfter: timestamp });
const verified = object({ email: string, emailVerified: boolean });
const rules: Fits = fits({ forms: { code: /^[0-9]{4,10}$/ }, needed: ['code'] });

/**
 * Creates the part of a client that proves an e-mail address.
 *
 * @example
 * ```ts
 * import { createEmailVerification } from '@fanfare/browser/email-verification';
 * import { connect } from '@fanfare/browser/session';
 *
 * const emailVerification = createEmailVerification(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { resendAfter } = await emailVerification.request();
 * console.log('no mail? again after', resendAfter);
 * await emailVerification.confirm({ code: '123456' });
 * ```
 */
export function createEmailVerification(connection: Connection): EmailVerification {
  const ask = createAsk(connection);
  return {
    // Repeated by nobody but the shopper: the wait that a refusal names is theirs to see.
    request: (options) =>
      ask<EmailVerificationRequested>(routes.request, {
        check: requested,
        options: { maxRetries: 0, ...options },
      }),
    confirm: (body, options) => ask<EmailVerified>(routes.confirm, { body, rules, check: verified, options }),
  };
}
