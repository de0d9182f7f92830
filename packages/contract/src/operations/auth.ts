import { operation } from '../operation.js';
import { authRoutes } from '../routes/auth.js';
import * as auth from '../schemas/auth.js';

/** Sign-in, refresh and sign-out of consumers. */
export const authOperations = {
  guest: operation(authRoutes.guest, { response: auth.authSessionSchema, errors: [] }),
  requestOtp: operation(authRoutes.requestOtp, {
    body: auth.requestOtpSchema,
    response: auth.otpRequestedSchema,
    errors: [],
  }),
  verifyOtp: operation(authRoutes.verifyOtp, {
    body: auth.verifyOtpSchema,
    response: auth.authSessionSchema,
    errors: ['otp_invalid', 'otp_expired'],
  }),
  refresh: operation(authRoutes.refresh, {
    body: auth.refreshRequestSchema,
    response: auth.refreshResultSchema,
    errors: ['refresh_token_invalid', 'refresh_token_expired', 'refresh_token_reused', 'session_revoked'],
  }),
  logout: operation(authRoutes.logout, { errors: ['token_expired', 'invalid_token'] }),
  authorizeExternal: operation(authRoutes.authorizeExternal, {
    body: auth.authorizeExternalSchema,
    response: auth.externalAuthorizationSchema,
    errors: ['secret_key_required', 'already_linked', 'consumer_conflict'],
  }),
  exchangeExternal: operation(authRoutes.exchangeExternal, {
    body: auth.exchangeExternalSchema,
    response: auth.authSessionSchema,
    errors: ['exchange_code_invalid', 'exchange_code_expired', 'already_linked', 'consumer_conflict'],
  }),
};
