import type { AuthSession, RefreshResult, Session } from '@fanfare/contract';
import { Secret } from '../secret.js';

/** The tokens of a session, as a backend holds them. */
export interface HeldTokens {
  readonly accessToken: string;
  /** In a wrapping that JSON, logs and templates cannot print: what a page is told is made of the members beside it. */
  readonly refreshToken: Secret;
  readonly beaconToken: string;
  /** `exp − iat` of the access token, in milliseconds. */
  readonly lifetimeMs: number;
  /** When it arrived, by the clock of this machine. */
  readonly receivedAt: number;
}

/** A refresh that failed, so that nobody tries again before its time. */
export interface RefreshFailure {
  readonly until: number;
  readonly attempt: number;
  readonly code: string;
  readonly status: number;
}

/** A session of a shopper with the merchant. */
export interface SessionRecord {
  /** Names the sign-in. It opens nothing. */
  readonly id: string;
  readonly session: Session;
  readonly tokens: HeldTokens;
  /** Counts the access tokens of this sign-in. */
  readonly generation: number;
  /** When the absolute limit began to run. */
  readonly createdAt: number;
  /** When it got its present id. */
  readonly openedAt: number;
  /** When the shopper last did something. */
  readonly lastActiveAt: number;
  /** When a page last said that the shopper takes part in something or holds a grant. */
  readonly partAt?: number | undefined;
  readonly failure?: RefreshFailure | undefined;
}

/** An access token shows its own times; they are the platform's, so the clock of this machine has no part in it. */
function readLifetime(accessToken: string): number {
  try {
    const payload = (accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp, iat } = JSON.parse(atob(payload)) as { readonly exp?: unknown; readonly iat?: unknown };
    const lifetimeMs = (Number(exp) - Number(iat)) * 1_000;
    if (lifetimeMs > 0 && lifetimeMs < Infinity) return lifetimeMs;
  } catch {
    // Not readable: a short life, and an answer of 401 has the last word.
  }
  return 60_000;
}

/** Takes the tokens out of an answer of the platform. */
export function holdTokens(answer: AuthSession | RefreshResult, now: number): HeldTokens {
  const { accessToken, refreshToken, beaconToken } = answer;
  return {
    accessToken,
    refreshToken: new Secret(refreshToken),
    beaconToken,
    lifetimeMs: readLifetime(accessToken),
    receivedAt: now,
  };
}

/** Tells how much is left of an access token, in milliseconds, less what a request takes on its way. */
export function tokenLeft({ lifetimeMs, receivedAt }: HeldTokens, now: number): number {
  const age = Math.max(0, now - receivedAt);
  return lifetimeMs - Math.min(5_000, lifetimeMs / 10) - age;
}

/** Writes a record as text that is about to be sealed: the one place where a refresh token leaves its wrapping for it. */
export function writeRecord(record: SessionRecord): string {
  const { tokens } = record;
  return JSON.stringify({ ...record, tokens: { ...tokens, refreshToken: tokens.refreshToken.reveal() } });
}

/** Reads what {@link writeRecord} wrote. The seal vouches for its form. */
export function readRecord(text: string): SessionRecord {
  const record = JSON.parse(text) as SessionRecord & { readonly tokens: { readonly refreshToken: string } };
  return { ...record, tokens: { ...record.tokens, refreshToken: new Secret(record.tokens.refreshToken) } };
}
