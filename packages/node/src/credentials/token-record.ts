import type { IssuedTokens } from './token-exchange.js';
import { Secret } from '../secret.js';

/** A pair of tokens, as it is held. */
export interface TokenPair {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  /** When they were received and until when the access token is good, in milliseconds since the epoch of the clock that received them. */
  readonly receivedAt: number;
  readonly expiresAt: number;
}

/** Counts the lifetime of a pair from its receipt. */
export function pairFrom(issued: IssuedTokens, now: number): TokenPair {
  return {
    accessToken: new Secret(issued.accessToken),
    refreshToken: new Secret(issued.refreshToken),
    receivedAt: now,
    expiresAt: now + issued.lifetimeMs,
  };
}

/** Writes a pair down, secrets and all: for a store that seals. */
export function toRecord({ accessToken, refreshToken, receivedAt, expiresAt }: TokenPair): string {
  return JSON.stringify({
    version: 1,
    accessToken: accessToken.reveal(),
    refreshToken: refreshToken.reveal(),
    receivedAt,
    expiresAt,
  });
}

/** Reads a pair back; `undefined` where the text is none, so that a store of another version costs a login and no more. */
export function fromRecord(record: string): TokenPair | undefined {
  try {
    const { version, accessToken, refreshToken, receivedAt, expiresAt } = JSON.parse(record) as Record<
      string,
      unknown
    >; // each part is checked here
    if (version !== 1 || typeof accessToken !== 'string' || typeof refreshToken !== 'string')
      return undefined;
    if (typeof receivedAt !== 'number' || typeof expiresAt !== 'number') return undefined;
    return {
      accessToken: new Secret(accessToken),
      refreshToken: new Secret(refreshToken),
      receivedAt,
      expiresAt,
    };
  } catch {
    return undefined; // without the cause, which quotes the text
  }
}
