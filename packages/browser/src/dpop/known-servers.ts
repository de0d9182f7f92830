import { readClaims } from '../session/read-claims.js';
import type { SessionClock, TokenInUse } from '../session/session.js';
import type { Told } from './read-told.js';

/** What is known of a server that checks proofs. */
export interface KnownServer {
  /** What it wants the next proof to hold (RFC 9449 §8). */
  readonly nonce?: string;
  /** Tells its time, in milliseconds since the epoch. */
  readonly now: () => number;
  /** It said itself what its time is, which counts for more than a header that may be another one's. */
  readonly isSaid?: boolean;
}

/** Knows the nonces and the times of servers, each by its origin. */
export interface KnownServers {
  at(origin: string): KnownServer;
  /** Takes note of what an answer told, and tells whether that was new. */
  learn(origin: string, told: Told): boolean;
  /**
   * Takes note of the time that a token tells: it was issued so long ago. That stands in for the time of servers of which nothing
   * else is known. Where it is news, a clock was set, and what was known of the others is worth no more.
   */
  learnFrom(token: TokenInUse): void;
}

/** A difference of clocks that may be the way of the answer, in milliseconds. */
const toleranceMs = 20_000;

/** Creates what knows servers; as long as nothing is known their time is that of this device. */
export function createKnownServers(clock: SessionClock): KnownServers {
  const servers = new Map<string, KnownServer>();
  let issuer: KnownServer = { now: () => clock.now() };

  const steady = (): number => clock.monotonic?.() ?? clock.now();

  /** Goes on from a time that was told. A clock that is set back does not count, nor one that stands still while the device sleeps. */
  const from = (time: number): (() => number) => {
    const [set, counted] = [clock.now(), steady()];
    return () => time + Math.max(clock.now() - set, steady() - counted);
  };

  const isNews = (time: number, { now }: KnownServer): boolean => Math.abs(time - now()) > toleranceMs;
  const at = (origin: string): KnownServer => servers.get(origin) ?? issuer;

  return {
    at,
    learn(origin, { said, date, nonce }) {
      const before = at(origin);
      const time = Number.isNaN(said) && before.isSaid !== true ? date : said;
      const isNew = isNews(time, before);
      if (!isNew && (nonce === undefined || nonce === before.nonce)) return false;
      const times = isNew && { now: from(time), isSaid: time === said };
      servers.set(origin, { ...before, ...times, ...(nonce !== undefined && { nonce }) });
      return true;
    },
    learnFrom({ accessToken, ageMs }) {
      const issuedAt = Number(readClaims(accessToken)['iat']) * 1_000;
      // It cannot be earlier than that, whatever happened to the clock here.
      const time = ageMs < Infinity ? issuedAt + ageMs : Math.max(issuedAt, issuer.now());
      if (Number.isNaN(time)) return;
      const isNew = isNews(time, issuer);
      issuer = { now: from(time) };
      if (isNew) for (const [origin, known] of servers) servers.set(origin, { ...known, now: issuer.now });
    },
  };
}
