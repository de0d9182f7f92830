import {
  accessToken,
  profiles,
  type Jwks,
  type Mode,
  type OrganizationId,
  type ProfileName,
} from '@fanfare/contract';
import { checkOptions, checkUrl, OptionsError, systemClock, type Clock } from '@fanfare/core/base';
import { checkChoice, checkClock, checkType, checkWhole } from '../check-option.js';
import { checkPossessionOptions, type PossessionOptions } from './check-possession.js';
import { fetchKeySet } from './fetch-key-set.js';
import { readKeySet } from './key-set.js';
import { remoteKeys, staticKeys, type KeySource } from './key-source.js';
import { sharedSource } from './shared-source.js';
import { verifyWithKeys, type VerifiedConsumer } from './verify-with-keys.js';

/** What a token has to fit, and where the keys are. */
export interface VerifyConsumerTokenOptions extends PossessionOptions {
  /** Where the platform publishes its keys. Give this or `jwks`. */
  readonly jwksUrl?: string | undefined;
  /** The platform's keys themselves. Give this or `jwksUrl`. */
  readonly jwks?: Jwks | undefined;
  /** Tokens of other organizations are refused. */
  readonly organizationId: OrganizationId;
  /** Tokens of the other mode are refused; give it, for one set of keys signs both. @default either is accepted */
  readonly mode?: Mode | undefined;
  /** @default `'consumer-app'` */
  readonly issuer?: string | undefined;
  /** @default `'fanfare:consumer'` */
  readonly audience?: string | undefined;
  /** With `'hosted'`, whose tokens carry neither audience nor mode, a missing one is accepted. @default `'full'` */
  readonly profile?: ProfileName | undefined;
  /** How far the clocks may be apart, in seconds; at most 300. @default 5 */
  readonly clockToleranceSeconds?: number | undefined;
  /**
   * Remembers that a token was good, by its hash, until it expires or the keys or anything in these options change; at most 1,000 tokens
   * for each source of keys. Possession is proved anew every time. @default `true`
   */
  readonly cache?: boolean | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** @default `globalThis.fetch`, looked up at every fetch */
  readonly fetch?: typeof fetch | undefined;
}

const known = [
  'jwksUrl',
  'jwks',
  'organizationId',
  'mode',
  'issuer',
  'audience',
  'profile',
  'clockToleranceSeconds',
  'dpop',
  'dangerouslyAcceptBoundTokenWithoutProof',
  'requireBoundToken',
  'cache',
  'clock',
  'fetch',
] as const satisfies readonly (keyof VerifyConsumerTokenOptions)[];

const fetchTimeoutMs = 5_000;
const maxToleranceSeconds = 300;

/**
 * Verifies an access token of a consumer offline: spelling, algorithm (EdDSA, ES256 or RS256, bound to the key),
 * signature, type, issuer, audience, times, organization and mode (RFC 8725, RFC 9068). The keys are fetched once
 * and shared by all calls with the same `jwksUrl`, `fetch` and `clock`. Whether the session was ended meanwhile is not asked.
 *
 * @throws AuthenticationError `token_expired`, `dpop_proof_required`, `dpop_proof_invalid`, `invalid_token` with `details.reason`; OptionsError
 *   `invalid_options`; NetworkError, TimeoutError, ResponseError where the keys cannot be read, which says
 *   nothing about the token: answer 503 then, not 401
 * @example
 * ```ts
 * import { verifyConsumerToken } from '@fanfare/node/tokens';
 *
 * export async function whoIs(request: Request): Promise<string> {
 *   const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
 *   const consumer = await verifyConsumerToken(token, {
 *     jwksUrl: 'https://consumer.fanfare.io/api/.well-known/jwks.json',
 *     organizationId: 'org_1',
 *     mode: 'live',
 *   });
 *   return consumer.consumerId;
 * }
 * ```
 */
export async function verifyConsumerToken(
  token: string,
  options: VerifyConsumerTokenOptions,
): Promise<VerifiedConsumer> {
  checkOptions(options, known, 'verifyConsumerToken');
  const {
    organizationId,
    mode,
    issuer,
    audience,
    profile = 'full',
    clockToleranceSeconds,
    clock,
    fetch,
  } = options;
  checkType({ issuer, audience, jwksUrl: options.jwksUrl }, 'string');
  checkClock(clock);
  checkType({ jwks: options.jwks }, 'object');
  checkType({ fetch }, 'function');
  checkType({ cache: options.cache }, 'boolean');
  checkPossessionOptions(options);
  checkChoice({ mode }, ['test', 'live']);
  checkChoice({ profile }, Object.keys(profiles));
  checkWhole({ clockToleranceSeconds }, { min: 0 });
  if ((clockToleranceSeconds ?? 0) > maxToleranceSeconds) {
    throw new OptionsError(
      `clockToleranceSeconds must be at most ${maxToleranceSeconds}: with more of it, tokens would hardly expire.`,
    );
  }
  if (typeof organizationId !== 'string' || organizationId === '') {
    throw new OptionsError(
      'organizationId is needed to verify a token: without it the tokens of every merchant would do.',
    );
  }
  return verifyWithKeys(token, {
    keys: keySource(options),
    organizationId,
    issuer: issuer ?? accessToken.issuer,
    audience: audience ?? accessToken.audience,
    audienceRequired: audience !== undefined || profiles[profile].audience,
    mode,
    modeRequired: profiles[profile].audience,
    clock: clock ?? systemClock,
    clockToleranceSeconds: clockToleranceSeconds ?? 5,
    cache: options.cache ?? true,
    dpop: options.dpop,
    requireBoundToken: options.requireBoundToken,
    dangerouslyAcceptBoundTokenWithoutProof: options.dangerouslyAcceptBoundTokenWithoutProof,
  });
}

const given = new WeakMap<object, KeySource>();

function keySource(options: VerifyConsumerTokenOptions): KeySource {
  const { jwks, jwksUrl } = options;
  if ((jwks === undefined) === (jwksUrl === undefined)) {
    throw new OptionsError('verifyConsumerToken needs either jwksUrl or jwks.');
  }
  return jwks === undefined ? remoteSource(jwksUrl ?? '', options) : givenSource(jwks);
}

function givenSource(jwks: Jwks): KeySource {
  const known = given.get(jwks);
  if (known !== undefined) return known;
  const set = readKeySet(jwks);
  if (set === undefined) {
    throw new OptionsError('jwks must be a JWK set: an object with a list named "keys".');
  }
  if (set.isEmpty) throw new OptionsError('jwks holds no key that verifies EdDSA, ES256 or RS256.');
  const source = staticKeys(set);
  given.set(jwks, source);
  return source;
}

function remoteSource(
  jwksUrl: string,
  { clock = systemClock, fetch }: VerifyConsumerTokenOptions,
): KeySource {
  return sharedSource({ id: jwksUrl, clock, fetch }, () => {
    const url = checkUrl(jwksUrl, 'jwksUrl');
    return remoteKeys({ clock, load: () => fetchKeySet(url, { fetch, clock, timeoutMs: fetchTimeoutMs }) });
  });
}
