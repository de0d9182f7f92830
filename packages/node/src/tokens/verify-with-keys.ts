import {
  accessToken,
  type AccessTokenClaims,
  type AuthLevel,
  type ConsumerId,
  type Mode,
  type OrganizationId,
  type SessionId,
  type Timestamp,
} from '@fanfare/contract';
import type { Clock } from '@fanfare/core/base';
import { checkPossession, type PossessionOptions } from './check-possession.js';
import type { KeySource } from './key-source.js';
import { readTokenHeader } from './read-token-header.js';
import { tokenError } from './token-error.js';
import { createVerdictCache, type Deciding, type Verdict, type VerdictCache } from './verdict-cache.js';
import { verifySignedClaims, type SignedClaims } from './verify-signed-claims.js';

/** A consumer, as a good access token describes them. */
export interface VerifiedConsumer {
  readonly consumerId: ConsumerId;
  readonly organizationId: OrganizationId;
  readonly sessionId: SessionId;
  /** True for a consumer without a verified address. */
  readonly isGuest: boolean;
  readonly email?: string;
  readonly phone?: string;
  readonly expiresAt: Timestamp;
  /** The thumbprint of the key that the token is bound to (RFC 9449); absent for a bearer token. */
  readonly boundTo?: string;
  /** Whether the consumer proved that the e-mail address is theirs; absent where the platform does not tell. */
  readonly emailVerified?: boolean;
  /** What the proofs of the session are worth: `guest`, `identified` or `mfa`; absent where the platform does not tell. */
  readonly authLevel?: AuthLevel | (string & {});
  /** When they were given; absent where the platform does not tell. */
  readonly authenticatedAt?: Timestamp;
  /** Whether the platform was asked if the session is alive. If not, signature and claims are good, and no more is known. */
  readonly sessionChecked: boolean;
}

/** What a token has to fit. */
export interface TokenExpectations extends PossessionOptions {
  readonly keys: KeySource;
  readonly organizationId: string;
  readonly issuer: string;
  readonly audience: string;
  /** Refuse tokens without an audience; one with another audience is refused anyway. */
  readonly audienceRequired: boolean;
  /** Refuse tokens of the other mode. */
  readonly mode: Mode | undefined;
  /** With `mode`, refuse tokens that do not tell theirs. */
  readonly modeRequired: boolean;
  readonly clock: Clock;
  readonly clockToleranceSeconds: number;
  /** Remember that a token was good, until it expires or anything that decided changes. */
  readonly cache: boolean;
}

const maxRemembered = 1_000;
// By the keys that verified them: whoever has other keys meets none of these.
const caches = new WeakMap<KeySource, VerdictCache<VerifiedConsumer>>();

function cacheOf(keys: KeySource): VerdictCache<VerifiedConsumer> {
  const cache = caches.get(keys) ?? createVerdictCache(maxRemembered);
  caches.set(keys, cache);
  return cache;
}

/** Forgets that a token was good. */
export async function forgetToken(token: string, keys: KeySource): Promise<void> {
  await caches.get(keys)?.drop(token);
}

/** Verifies an access token: spelling, algorithm, key, signature, type, every claim, then who may use it. */
export async function verifyWithKeys(token: unknown, expected: TokenExpectations): Promise<VerifiedConsumer> {
  const consumer = await verifyClaims(token, expected);
  const { clock, dpop, requireBoundToken, dangerouslyAcceptBoundTokenWithoutProof } = expected;
  // Never remembered: a proof is good once.
  await checkPossession({
    token: token as string, // it was verified
    boundTo: consumer.boundTo,
    clock,
    dpop,
    requireBoundToken,
    dangerouslyAcceptBoundTokenWithoutProof,
  });
  return consumer;
}

async function verifyClaims(token: unknown, expected: TokenExpectations): Promise<VerifiedConsumer> {
  const { keys, clock, cache: remembers } = expected;
  if (!remembers || typeof token !== 'string') return (await verifyAnew(token, expected)).value;
  const cache = cacheOf(keys);
  const question = { keys, deciding: decidingOf(expected), now: Math.floor(clock.now() / 1_000) };
  const known = await cache.find(token, question);
  if (known !== undefined) return known;
  const verdict = await verifyAnew(token, expected);
  await cache.keep(token, { ...question, ...verdict });
  return verdict.value;
}

/** Everything in the expectations that a verdict depends on, besides the keys. */
function decidingOf(expected: TokenExpectations): Deciding {
  const { organizationId, issuer, audience, audienceRequired, mode, modeRequired } = expected;
  const { clockToleranceSeconds } = expected;
  return [organizationId, issuer, audience, audienceRequired, mode, modeRequired, clockToleranceSeconds];
}

async function verifyAnew(token: unknown, expected: TokenExpectations): Promise<Verdict<VerifiedConsumer>> {
  const header = readTokenHeader(token);
  const key = await expected.keys.find(header);
  const claims = await verifySignedClaims(
    { header, key },
    {
      type: accessToken.type,
      issuer: expected.issuer,
      required: ['iss', ...(expected.audienceRequired ? ['aud'] : []), ...accessToken.requiredClaims],
      now: expected.clock.now(),
      toleranceSeconds: expected.clockToleranceSeconds,
    },
  );
  if (!isForAudience(claims.aud, expected.audience)) throw tokenError('audience');
  if (!isBoundAsKnown(claims['cnf'])) throw tokenError('confirmation');
  if (!hasForm(claims)) throw tokenError('claims');
  if (claims.org !== expected.organizationId) throw tokenError('organization');
  if (!isOfMode(claims.mode, expected)) throw tokenError('mode');
  return { value: consumerOf(claims), key, expiresAt: claims.exp + expected.clockToleranceSeconds };
}

/** Frozen, for whoever shows the same token gets the same object. */
function consumerOf(claims: AccessTokenClaims): VerifiedConsumer {
  const boundTo = claims.cnf?.jkt;
  return Object.freeze({
    consumerId: claims.sub,
    organizationId: claims.org,
    sessionId: claims.sid,
    isGuest: claims.isGuest ?? (claims.email === undefined && claims.phone === undefined),
    ...(claims.email !== undefined && { email: claims.email }),
    ...(claims.phone !== undefined && { phone: claims.phone }),
    ...(claims.email_verified !== undefined && { emailVerified: claims.email_verified }),
    ...(claims.acr !== undefined && { authLevel: claims.acr }),
    ...(claims.auth_time !== undefined && { authenticatedAt: isoTime(claims.auth_time) }),
    ...(boundTo !== undefined && { boundTo }),
    expiresAt: isoTime(claims.exp),
    sessionChecked: false,
  });
}

function isoTime(seconds: number): Timestamp {
  return new Date(seconds * 1_000).toISOString();
}

function isForAudience(audience: SignedClaims['aud'], expected: string): boolean {
  return audience === undefined || [audience].flat().includes(expected);
}

function isOfMode(mode: Mode | undefined, expected: TokenExpectations): boolean {
  return (
    expected.mode === undefined || (mode === undefined ? !expected.modeRequired : mode === expected.mode)
  );
}

/** A binding that is not understood cannot be checked, so that nothing but a thumbprint passes (RFC 7800 §3.1). */
function isBoundAsKnown(cnf: unknown): boolean {
  if (cnf === undefined) return true;
  if (typeof cnf !== 'object' || cnf === null) return false;
  const [[name, value] = [], ...others] = Object.entries(cnf) as [string, unknown][]; // of an object
  return name === 'jkt' && others.length === 0 && typeof value === 'string' && /^[\w-]{43}$/.test(value);
}

/** The latest time that a date can hold, and as a negative number the earliest, in seconds since the epoch. */
const latestSeconds = 8_640_000_000_000;

/** The documented claims repeat the registered ones under longer names; where both are there they have to agree. */
function hasForm(claims: SignedClaims): claims is SignedClaims & AccessTokenClaims {
  const {
    sub,
    org,
    sid,
    jti,
    iat,
    exp,
    isGuest,
    mode,
    acr,
    auth_time: authTime,
    email_verified: emailVerified,
  } = claims as Partial<Record<keyof AccessTokenClaims, unknown>>;
  return (
    [sub, org, sid, jti].every((claim) => typeof claim === 'string' && claim !== '') &&
    [iat, exp, authTime ?? 0].every(
      (claim) => Number.isSafeInteger(claim) && Math.abs(claim as number) <= latestSeconds,
    ) &&
    [isGuest, emailVerified].every((claim) => ['boolean', 'undefined'].includes(typeof claim)) &&
    ['string', 'undefined'].includes(typeof acr) &&
    (mode === undefined || mode === 'test' || mode === 'live') &&
    (['email', 'phone'] as const).every((name) => ['string', 'undefined'].includes(typeof claims[name])) &&
    [claims['consumerId'] ?? sub, claims['organizationId'] ?? org, claims['sessionId'] ?? sid].every(
      (claim, index) => claim === [sub, org, sid][index],
    )
  );
}
