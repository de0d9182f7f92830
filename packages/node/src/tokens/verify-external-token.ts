import type { Timestamp } from '@fanfare/contract';
import { checkOptions, OptionsError, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock, checkType, checkWhole } from '../check-option.js';
import { discoverKeys } from './discover-keys.js';
import { readTokenHeader } from './read-token-header.js';
import { sharedSource } from './shared-source.js';
import { tokenError } from './token-error.js';
import { typeOf, verifySignedClaims, type SignedClaims } from './verify-signed-claims.js';

/** What a token of an identity provider has to fit. */
export interface VerifyExternalTokenOptions {
  /** The issuer exactly as its tokens name it, such as `https://clerk.shop.example` or `https://shop.eu.auth0.com/` with its slash. */
  readonly issuer: string;
  /**
   * Whom the token is for: the client id of an ID token, the identifier of the API of an access token. Give this, or `authorizedParties` for
   * a provider whose tokens name no audience. @default none; `authorizedParties` decides then
   */
  readonly audience?: string | undefined;
  /** The applications that may have asked for the token (`azp`), such as the origins of your pages with Clerk. @default any, where `audience` fits */
  readonly authorizedParties?: readonly string[] | undefined;
  /** The nonce that this sign-in began with: a token of another one is refused. @default not checked */
  readonly nonce?: string | undefined;
  /** The type that the token has to state, such as `at+jwt` (RFC 9068). @default none, `JWT` or `at+jwt` */
  readonly type?: string | undefined;
  /** How far the clocks may be apart, in seconds; at most 300. @default 5 */
  readonly clockToleranceSeconds?: number | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** @default `globalThis.fetch`, looked up at every fetch */
  readonly fetch?: typeof fetch | undefined;
}

/** A user, as a good token of an identity provider describes them. */
export interface VerifiedExternal {
  readonly issuer: string;
  readonly subject: string;
  /** Present only where the provider says that it is proven. */
  readonly email?: string;
  readonly name?: string;
  readonly expiresAt: Timestamp;
  /** Everything that the token says. */
  readonly claims: Readonly<Record<string, unknown>>;
}

const known = [
  'issuer',
  'audience',
  'authorizedParties',
  'nonce',
  'type',
  'clockToleranceSeconds',
  'clock',
  'fetch',
] as const satisfies readonly (keyof VerifyExternalTokenOptions)[];

const usualTypes: readonly unknown[] = [undefined, 'jwt', 'at+jwt'];
const maxToleranceSeconds = 300;
const maxSubjectCharacters = 255;

/**
 * Verifies an ID or access token of an OpenID provider (Clerk, Auth0 or any other), whose keys are found by discovery: spelling, algorithm
 * (EdDSA, ES256 or RS256, bound to the key), signature, type, issuer, audience, authorized party, nonce and times (OpenID Connect
 * Core 1.0 §3.1.3.7, RFC 8725). A token that is bound to a key is refused: nothing here could check its proof.
 *
 * @throws AuthenticationError `token_expired`, `invalid_token` with `details.reason`; OptionsError `invalid_options`; NetworkError, TimeoutError,
 *   ResponseError where the provider cannot be asked, which says nothing about the token
 * @example
 * ```ts
 * import { verifyExternalToken } from '@fanfare/node/tokens';
 *
 * declare const idToken: string;
 * const { subject, email } = await verifyExternalToken(idToken, {
 *   issuer: 'https://shop.eu.auth0.com/',
 *   audience: 'my-client-id',
 * });
 * ```
 */
export async function verifyExternalToken(
  token: string,
  options: VerifyExternalTokenOptions,
): Promise<VerifiedExternal> {
  checkExternalOptions(options);
  const { issuer, fetch, clock = systemClock, clockToleranceSeconds = 5 } = options;
  const keys = sharedSource({ id: `discovery ${issuer}`, clock, fetch }, () =>
    discoverKeys({ issuer, fetch, clock }),
  );
  const header = readTokenHeader(token);
  const key = await keys.find(header);
  const claims = await verifySignedClaims(
    { header, key },
    {
      type: options.type,
      issuer,
      required: ['iss', 'sub', 'iat', 'exp', ...(options.audience === undefined ? [] : ['aud'])],
      now: clock.now(),
      toleranceSeconds: clockToleranceSeconds,
    },
  );
  if (options.type === undefined && !usualTypes.includes(typeOf(header.typ))) throw tokenError('type');
  checkParties(claims, options);
  if (options.nonce !== undefined && claims['nonce'] !== options.nonce) throw tokenError('nonce');
  if (claims['cnf'] !== undefined) throw tokenError('confirmation');
  return describe(claims);
}

function checkExternalOptions(options: VerifyExternalTokenOptions): void {
  checkOptions(options, known, 'verifyExternalToken');
  const { issuer, audience, authorizedParties, nonce, type, clockToleranceSeconds, clock, fetch } = options;
  checkType({ issuer: issuer ?? null, audience, nonce, type }, 'string');
  checkType({ fetch }, 'function');
  checkClock(clock);
  checkWhole({ clockToleranceSeconds }, { min: 0, max: maxToleranceSeconds });
  const isList =
    Array.isArray(authorizedParties) &&
    authorizedParties.every((party) => typeof party === 'string' && party !== '');
  if (authorizedParties !== undefined && !(isList && authorizedParties.length > 0))
    throw new OptionsError('authorizedParties must be a list of at least one name.');
  if (audience === undefined && authorizedParties === undefined) {
    throw new OptionsError(
      'verifyExternalToken needs an audience or authorizedParties: without them the tokens of every other application of the issuer would do.',
    );
  }
}

/** The party that asked for the token has to be one of ours, where the token is for several or the options name some. */
function checkParties(
  { aud, azp }: SignedClaims,
  { audience, authorizedParties }: VerifyExternalTokenOptions,
): void {
  const audiences = [aud ?? []].flat();
  if (audience !== undefined && !audiences.includes(audience)) throw tokenError('audience');
  const parties = authorizedParties ?? (audiences.length > 1 && azp !== undefined ? [audience] : undefined);
  if (parties !== undefined && !parties.some((party) => party === azp)) throw tokenError('authorized_party');
}

function describe(claims: SignedClaims): VerifiedExternal {
  const { sub, exp, email, email_verified: isProven, name } = claims;
  const isWhole = [claims['iat'], exp].every(
    (time) => Number.isSafeInteger(time) && (time as number) < 8_640_000_000_000,
  );
  if (typeof sub !== 'string' || sub === '' || sub.length > maxSubjectCharacters || !isWhole)
    throw tokenError('claims');
  return Object.freeze({
    issuer: String(claims['iss']), // compared before
    subject: sub,
    ...(typeof email === 'string' && isProven === true && { email }),
    ...(typeof name === 'string' && name !== '' && { name }),
    expiresAt: new Date(exp * 1_000).toISOString(),
    claims: Object.freeze({ ...claims }),
  });
}
