import * as z from 'zod/mini';
import type { ConsumerId } from '../ids.js';
import { exact } from '../exact.js';
import { limits } from '../limits.js';
import {
  count,
  email,
  form,
  freeText,
  id,
  jwt,
  phone,
  text,
  timestamp,
  withoutCardNumbers,
} from './shapes.js';

export const sessionSchema = z.object({
  type: z.enum(['guest', 'authenticated']),
  consumerId: id<ConsumerId>(),
  expiresAt: timestamp,
  email: z.optional(email),
  emailVerified: z.optional(z.boolean()),
  phone: z.optional(phone),
});

/** Absent for bearer tokens; otherwise both tokens work only with proofs of the key that made the proof of the sign-in. */
const tokenType = z.optional(z.enum(['DPoP']));

export const authSessionSchema = z.object({
  session: sessionSchema,
  accessToken: jwt,
  refreshToken: exact(text(16, 512)),
  refreshTokenTtlSeconds: count,
  beaconToken: exact(text(1, 512)),
  tokenType,
});

export const refreshResultSchema = z.object({
  accessToken: jwt,
  refreshToken: exact(text(16, 512)),
  refreshTokenTtlSeconds: count,
  accessTokenExpiresAt: timestamp,
  beaconToken: exact(text(1, 512)),
  tokenType,
});

/** Exactly one of e-mail and telephone says where the code goes. */
const oneAddress = z.refine<{ email?: unknown; phone?: unknown }>(
  (body) => (body.email === undefined) !== (body.phone === undefined),
  { path: ['email'], error: 'must be given, or phone in its place, but not both' },
);

const country = z.optional(form(/^[A-Z]{2}$/, 'two capital letters (ISO 3166)'));

export const requestOtpSchema = z
  .strictObject({
    email: z.optional(email),
    phone: z.optional(phone),
    defaultCountry: country,
    name: z.optional(text(1, 200)),
  })
  .check(oneAddress);

export const otpRequestedSchema = z.object({ ok: z.boolean() });

export const verifyOtpSchema = z
  .strictObject({
    code: form(/^[0-9]{4,10}$/, '4 to 10 digits'),
    email: z.optional(email),
    phone: z.optional(phone),
    defaultCountry: country,
  })
  .check(oneAddress);

export const refreshRequestSchema = z.strictObject({ refreshToken: z.optional(text(1, 512)) });

export const authorizeExternalSchema = z.strictObject({
  provider: text(1, 255),
  issuer: text(1, 2048),
  subject: freeText(1, 255),
  canonicalSubject: z.optional(text(1, 255)),
  claims: z.optional(
    withoutCardNumbers(z.record(z.string(), z.unknown())).check(
      z.refine((claims) => JSON.stringify(claims).length <= limits.externalClaimsCharacters),
    ),
  ),
});

export const externalAuthorizationSchema = z.object({
  exchangeCode: text(8, 512),
  expiresAt: timestamp,
  resolution: z.enum(['existing', 'linked', 'created']),
});

export const exchangeExternalSchema = z.strictObject({ exchangeCode: text(1, 512) });

/** Who is signed in. */
export interface Session extends z.infer<typeof sessionSchema> {}
/** What a sign-in returns. Holds tokens: hand it to the session, not to a log. */
export interface AuthSession extends z.infer<typeof authSessionSchema> {}
/** What a refresh returns: a new pair; the old refresh token is spent. */
export interface RefreshResult extends z.infer<typeof refreshResultSchema> {}
/** Where to send a one-time code: exactly one of `email` and `phone`. */
export interface RequestOtp extends z.infer<typeof requestOtpSchema> {}
/** The one-time code, and the address it was sent to. */
export interface VerifyOtp extends z.infer<typeof verifyOtpSchema> {}
/** Whether a code was sent. The answer is the same for known and unknown addresses. */
export interface OtpRequested extends z.infer<typeof otpRequestedSchema> {}
/** A user of the merchant's own identity provider. */
export interface AuthorizeExternal extends z.infer<typeof authorizeExternalSchema> {}
/** A code that a page exchanges for a session: one use, 60 seconds. */
export interface ExternalAuthorization extends z.infer<typeof externalAuthorizationSchema> {}
/** The code from `external.authorize`. */
export interface ExchangeExternal extends z.infer<typeof exchangeExternalSchema> {}
