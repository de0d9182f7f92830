import { operation } from '../operation.js';
import { authRoutes } from '../routes/auth.js';
import * as auth from '../schemas/auth.js';

/** Sign-in, refresh and sign-out of consumers. */
export const authOperations = {
  guest: operation(authRoutes.guest, {
    summary: 'Opens a session for a shopper without an identity.',
    response: auth.authSessionSchema,
    errors: [],
  }),
  requestOtp: operation(authRoutes.requestOtp, {
    summary: 'Sends a one-time code to an e-mail address or a telephone number.',

    body: auth.requestOtpSchema,
    response: auth.otpRequestedSchema,
    errors: [],
  }),
  verifyOtp: operation(authRoutes.verifyOtp, {
    summary: 'Signs a shopper in with a one-time code; a guest keeps everything they take part in.',

    body: auth.verifyOtpSchema,
    response: auth.authSessionSchema,
    errors: ['otp_invalid', 'otp_expired', 'too_many_attempts'],
  }),
  refresh: operation(authRoutes.refresh, {
    summary: 'Exchanges a refresh token for the next pair of tokens; every refresh token works once.',

    body: auth.refreshRequestSchema,
    response: auth.refreshResultSchema,
    errors: [
      'refresh_token_invalid',
      'refresh_token_expired',
      'refresh_token_reused',
      'session_revoked',
      'session_integrity_failed',
    ],
  }),
  logout: operation(authRoutes.logout, {
    summary: 'Ends the session.',
    errors: ['token_expired', 'invalid_token'],
  }),
  authorizeExternal: operation(authRoutes.authorizeExternal, {
    summary:
      "Vouches for a shopper whom the merchant's own identity provider knows, and returns a code for the page.",

    body: auth.authorizeExternalSchema,
    response: auth.externalAuthorizationSchema,
    errors: ['secret_key_required', 'already_linked', 'consumer_conflict'],
  }),
  exchangeExternal: operation(authRoutes.exchangeExternal, {
    summary:
      "Signs a shopper in with a code that the merchant's server got; a guest keeps everything they take part in.",

    body: auth.exchangeExternalSchema,
    response: auth.authSessionSchema,
    errors: [
      'exchange_code_invalid',
      'exchange_code_expired',
      'already_linked',
      'consumer_conflict',
      'too_many_attempts',
    ],
  }),
};
