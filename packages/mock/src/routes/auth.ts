import { authorizeExternal } from '../auth/authorize-external.js';
import { deviceLabel } from '../auth/device-label.js';
import { exchangeExternal } from '../auth/exchange-external.js';
import { openSession } from '../auth/open-session.js';
import { refreshSession } from '../auth/refresh-session.js';
import { verifyOtp } from '../auth/verify-otp.js';
import type { HandlerRequest, HandlersOf } from '../handler.js';
import { createConsumers } from '../state/consumers.js';
import { normalizeAddress } from '../state/normalize-address.js';
import { createOtpCodes } from '../state/otp-codes.js';
import { createSessions } from '../state/sessions.js';

/** The operations of this resource. */
type AuthOperation =
  | 'auth.guest'
  | 'auth.requestOtp'
  | 'auth.verifyOtp'
  | 'auth.refresh'
  | 'auth.logout'
  | 'auth.authorizeExternal'
  | 'auth.exchangeExternal';

/** Sign-in, refresh and sign-out of consumers. */
export const authHandlers: HandlersOf<AuthOperation> = {
  'auth.guest': ({ context, principal: { tenant }, request }) =>
    openSession(context, {
      consumer: context.use(createConsumers).create({ tenant, source: 'guest' }),
      deviceLabel: deviceOf(request),
      methods: [],
      proofKey: request.proofKey,
    }),

  'auth.requestOtp': ({ context, principal, body }) => {
    context.use(createOtpCodes).request(principal.tenant, normalizeAddress(body));
    return { ok: true };
  },

  'auth.verifyOtp': ({ context, principal, body, request }) =>
    verifyOtp(context, {
      before: principal,
      body,
      deviceLabel: deviceOf(request),
      proofKey: request.proofKey,
    }),

  'auth.refresh': ({ context, principal: { tenant }, body, request: { proofKey } }) =>
    refreshSession(context, { tenant, token: body.refreshToken, proofKey }),

  'auth.logout': ({ context, principal }) => {
    const sessions = context.use(createSessions);
    const session = sessions.find(principal.sessionId);
    if (session !== undefined) sessions.revoke(session);
    return undefined;
  },

  'auth.authorizeExternal': ({ context, principal, body }) =>
    authorizeExternal(context, { tenant: principal.tenant, body }),

  'auth.exchangeExternal': ({ context, principal, body, request }) =>
    exchangeExternal(context, {
      before: principal,
      code: body.exchangeCode,
      deviceLabel: deviceOf(request),
      proofKey: request.proofKey,
    }),
};

function deviceOf({ headers }: HandlerRequest): string {
  return deviceLabel(headers.get('user-agent'));
}
