import type { AuthSession, RefreshResult } from '@fanfare/contract';
import { FanfareError, NetworkError } from '@fanfare/core';
import type { TokenExchange } from '../../../src/session/session.js';
import type { Tab } from './tab.js';
import type { VirtualTime } from './virtual-time.js';

/** A platform that rotates: every refresh token is good for one use, and a second use ends its whole family. */
export interface RotatingServer {
  /** Signs a consumer in. */
  signIn(consumerId?: string, type?: 'guest' | 'authenticated'): AuthSession;
  /** The exchange as one tab sees it. */
  forTab(tab: Tab): TokenExchange;
  /** Answers a call as a service does: 401 unless the token is good now. */
  call(accessToken: string): string;
  /** Requests for a refresh that arrived. */
  readonly refreshes: readonly { readonly at: number; readonly refreshToken: string }[];
  /** Spent refresh tokens that were used again, beyond the leeway. */
  readonly reuses: number;
  readonly revoked: readonly string[];
  /** Whether the family that a token belongs to is alive. */
  isAlive(token: string): boolean;
  /** What to do with the next refreshes, in order; afterwards `always`. */
  readonly script: Behaviour[];
  always: Behaviour;
  latencyMs: () => number;
  accessTtlMs: number;
  /** Makes an access token useless before its time. */
  invalidate(accessToken: string): void;
  revokeFamily(token: string): void;
}

/** What happens to a request: it works, is refused, its answer is lost after it took effect, or nothing ever comes. */
export type Behaviour = 'ok' | 'lost' | 'hang' | 'hang-after' | 'offline' | { readonly refuse: FanfareError };

interface Family {
  readonly id: string;
  readonly consumerId: string;
  current: string;
  /** Spent token → its successor and when it was made. */
  readonly spent: Map<string, { readonly answer: RefreshResult; readonly at: number }>;
  isRevoked: boolean;
}

/** Creates the platform. */
export function rotatingServer(time: VirtualTime, options: { leewayMs?: number } = {}): RotatingServer {
  const { leewayMs = 0 } = options;
  const families = new Map<string, Family>(); // every token → its family
  const invalid = new Set<string>();
  const refreshes: { at: number; refreshToken: string }[] = [];
  const revoked: string[] = [];
  let reuses = 0;
  let serial = 0;

  const pair = (family: Family): RefreshResult => {
    serial += 1;
    const iat = time.now() / 1_000;
    const exp = iat + server.accessTtlMs / 1_000;
    const accessToken = jwt({ sub: family.consumerId, sid: family.id, jti: `jti-${serial}`, iat, exp });
    const refreshToken = `refresh-token-${family.id}-${serial}`;
    families.set(accessToken, family);
    families.set(refreshToken, family);
    family.current = refreshToken;
    return {
      accessToken,
      refreshToken,
      refreshTokenTtlSeconds: 2_592_000,
      accessTokenExpiresAt: new Date(exp * 1_000).toISOString(),
      beaconToken: 'beacon',
    };
  };

  const exchange = (refreshToken: string): RefreshResult => {
    const family = families.get(refreshToken);
    if (family === undefined) throw refusal('refresh_token_invalid');
    if (family.isRevoked) throw refusal('session_revoked');
    const spent = family.spent.get(refreshToken);
    if (spent !== undefined) {
      const isRecent = time.now() - spent.at <= leewayMs && spent.answer.refreshToken === family.current;
      if (leewayMs > 0 && isRecent) return spent.answer;
      reuses += 1;
      family.isRevoked = true;
      throw refusal('refresh_token_reused');
    }
    const answer = pair(family);
    family.spent.set(refreshToken, { answer, at: time.now() });
    return answer;
  };

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => void time.at(time.now() + ms, resolve));

  const answer = async (refreshToken: string): Promise<RefreshResult> => {
    const behaviour = server.script.shift() ?? server.always;
    const latency = server.latencyMs();
    await wait(latency / 2);
    if (behaviour === 'offline')
      throw new NetworkError('offline', { code: 'network_error', retryable: true });
    refreshes.push({ at: time.now(), refreshToken });
    if (behaviour === 'hang') return new Promise(() => undefined);
    if (typeof behaviour === 'object') {
      await wait(latency / 2);
      throw behaviour.refuse;
    }
    let result: RefreshResult;
    try {
      result = exchange(refreshToken);
    } finally {
      await wait(latency / 2);
    }
    if (behaviour === 'hang-after') return new Promise(() => undefined);
    if (behaviour === 'lost') throw new NetworkError('reset', { code: 'network_error', retryable: true });
    return result;
  };

  const revokeFamily = (token: string): void => {
    const family = families.get(token);
    if (family !== undefined) family.isRevoked = true;
  };

  const server: RotatingServer = {
    signIn(consumerId = 'consumer-1', type = 'guest') {
      serial += 1;
      const id = `family-${serial}`;
      const family: Family = { id, consumerId, current: '', spent: new Map(), isRevoked: false };
      const { accessTokenExpiresAt: expiresAt, ...tokens } = pair(family);
      return { session: { type, consumerId, expiresAt }, ...tokens };
    },
    forTab: (tab) => ({
      refresh: (refreshToken, signal) => tab.enter(abortable(answer(refreshToken), signal)),
      revoke: async (accessToken, signal) => {
        const behaviour = server.always;
        await tab.enter(abortable(wait(server.latencyMs()), signal));
        if (behaviour === 'offline') throw new NetworkError('offline', { code: 'network_error' });
        if (behaviour === 'hang') return new Promise(() => undefined);
        revoked.push(accessToken);
        revokeFamily(accessToken);
      },
    }),
    call(accessToken) {
      const family = families.get(accessToken);
      if (family === undefined) throw refusal('invalid_token');
      if (family.isRevoked) throw refusal('session_revoked');
      const { exp, sub } = claimsOf(accessToken);
      if (invalid.has(accessToken)) throw refusal('invalid_token');
      if (exp * 1_000 <= time.now()) throw refusal('token_expired');
      return sub;
    },
    refreshes,
    get reuses() {
      return reuses;
    },
    revoked,
    isAlive: (token) => families.get(token)?.isRevoked === false,
    script: [],
    always: 'ok',
    latencyMs: () => 50,
    accessTtlMs: 3_600_000,
    invalidate: (accessToken) => void invalid.add(accessToken),
    revokeFamily,
  };
  return server;
}

/** Makes a refusal as the platform words it. */
export function refusal(code: string, status: number = 401): FanfareError {
  return new FanfareError(`The platform refused: ${code}.`, { code, status });
}

/** Makes a token with these claims; nobody here checks its signature. */
export function jwt(claims: object): string {
  return `${encode({ alg: 'ES256', typ: 'at+jwt' })}.${encode(claims)}.c2lnbmF0dXJl`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function claimsOf(token: string): { exp: number; sub: string } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    exp: number;
    sub: string;
  };
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    promise.then(resolve, reject);
  });
}
