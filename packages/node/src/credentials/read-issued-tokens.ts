import { readPart } from '../tokens/read-part.js';
import type { IssuedTokens } from './token-exchange.js';

/**
 * Reads a pair of tokens from an answer, bare or in an envelope; `undefined` where there is none.
 *
 * @param lifetimeMs - For an access token where neither the answer nor the token itself says how long it is good.
 */
export function readIssuedTokens(answer: unknown, lifetimeMs: number): IssuedTokens | undefined {
  const outer = asObject(answer);
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: seconds,
  } = asObject(outer['data'] ?? outer);
  if (!isToken(accessToken) || !isToken(refreshToken)) return undefined;
  return {
    accessToken,
    refreshToken,
    lifetimeMs: secondsToMs(seconds) ?? ownLifetimeMs(accessToken) ?? lifetimeMs,
  };
}

/** What a header takes. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,8192}$/.test(value);
}

/** How long a JWT says that it is good: a difference, to which this machine's clock does not matter. */
function ownLifetimeMs(token: string): number | undefined {
  const claims = asObject(readPart(token.split('.')[1] ?? ''));
  return secondsToMs(Number(claims['exp']) - Number(claims['iat']));
}

function secondsToMs(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && seconds > 0 && seconds < 1e9 ? seconds * 1_000 : undefined;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // an object has string keys
}
