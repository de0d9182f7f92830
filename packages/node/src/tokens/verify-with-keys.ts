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
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { checkPossession, type PossessionOptions } from './check-possession.js';
import type { KeySource } from './key-source.js';
import { readTokenHeader } from './read-token-header.js';
import { tokenError, type TokenRefusal } from './token-error.js';

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
}

/** Verifies an access token: spelling, algorithm, key, signature, type, every claim, then who may use it. */
export async function verifyWithKeys(token: unknown, expected: TokenExpectations): Promise<VerifiedConsumer> {
  const header = readTokenHeader(token);
  const key = await expected.keys.find(header);
  // A header was read from it, so it is a string.
  const claims = await verifySignature(token as string, {
    key: await key.load(),
    options: {
      algorithms: [key.alg],
      typ: accessToken.type,
      issuer: expected.issuer,
      requiredClaims: ['iss', ...(expected.audienceRequired ? ['aud'] : []), ...accessToken.requiredClaims],
      currentDate: new Date(expected.clock.now()),
      clockTolerance: expected.clockToleranceSeconds,
    },
  });
  if (!isForAudience(claims.aud, expected.audience)) throw tokenError('audience');
  if (!isBoundAsKnown(claims['cnf'])) throw tokenError('confirmation');
  if (!hasForm(claims)) throw tokenError('claims');
  if (claims.org !== expected.organizationId) throw tokenError('organization');
  if (!isOfMode(claims.mode, expected)) throw tokenError('mode');
  const boundTo = claims.cnf?.jkt;
  const { clock, dpop, dangerouslyAcceptBoundTokenWithoutProof } = expected;
  await checkPossession({
    token: token as string, // as above
    boundTo,
    clock,
    dpop,
    dangerouslyAcceptBoundTokenWithoutProof,
  });
  return {
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
  };
}

function isoTime(seconds: number): Timestamp {
  return new Date(seconds * 1_000).toISOString();
}

async function verifySignature(
  token: string,
  { key, options }: { readonly key: CryptoKey; readonly options: JWTVerifyOptions },
): Promise<JWTPayload> {
  const { jwtVerify, errors } = await import('jose');
  try {
    return (await jwtVerify(token, key, options)).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw tokenError('expired');
    if (error instanceof errors.JWSSignatureVerificationFailed) throw tokenError('signature');
    if (error instanceof errors.JWTClaimValidationFailed)
      throw tokenError(claimRefusals[error.claim] ?? 'claims');
    if (error instanceof errors.JOSEError) throw tokenError('header', { cause: error });
    throw error;
  }
}

const claimRefusals: Readonly<Record<string, TokenRefusal>> = {
  typ: 'type',
  iss: 'issuer',
  aud: 'audience',
  nbf: 'not_yet_valid',
};

function isForAudience(audience: JWTPayload['aud'], expected: string): boolean {
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

/** The latest time that a date can hold, in seconds since the epoch. */
const latestSeconds = 8_640_000_000_000;

/** The documented claims repeat the registered ones under longer names; where both are there they have to agree. */
function hasForm(claims: JWTPayload): claims is JWTPayload & AccessTokenClaims {
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
      (claim) => Number.isSafeInteger(claim) && (claim as number) <= latestSeconds,
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
