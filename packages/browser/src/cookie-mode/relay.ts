import {
  authRoutes,
  type AuthSession,
  type PageTokenRequest,
  type PageTokens,
  type RefreshResult,
} from '@fanfare/contract';
import { SessionError, type Answer, type Call, type Transport } from '@fanfare/core';
import type { Mediated } from '../session/mediated.js';
import type { CookieModeTools } from './cookie-mode-tools.js';
import { handleOf, readHandle, type CookieTokenStore } from './cookie-token-store.js';
import type { OwedLogout } from './owed-logout.js';
import type { ActivityWatch } from './watch-activity.js';

/** What a relay is made of. */
export interface RelayParts {
  readonly transport: Transport;
  readonly store: CookieTokenStore;
  readonly owed: OwedLogout;
  readonly watch: Pick<ActivityWatch, 'idleMs' | 'isTakingPart' | 'note'>;
  readonly tools: Pick<CookieModeTools, 'mediated' | 'readPageTokens'>;
}

/** Speaks to the backend as the rest of the SDK speaks to the platform. */
export interface Relay {
  send(call: Call, accessToken: string | undefined): Promise<Answer>;
  /** Ends a session at the backend. */
  logout(id: string): Promise<void>;
  /** Tells the backend that the shopper did something. */
  touch(): Promise<void>;
}

/** How many access tokens of the past are still known by name. */
const known = 8;

/** Creates the relay. */
export function createRelay({ transport, store, owed, watch, tools }: RelayParts): Relay {
  /** Which sign-in an access token belongs to: a late logout must not end the session of somebody else. */
  const ids = new Map<string, string>();

  const take = (answer: Answer, call: Call): PageTokens => {
    const tokens = tools.readPageTokens(answer, call.route);
    ids.set(tokens.accessToken, tokens.id);
    for (const token of [...ids.keys()].slice(0, -known)) ids.delete(token);
    watch.note(tokens.limits);
    return tokens;
  };

  const requestOf = (after: number): PageTokenRequest => ({
    after,
    idleMs: watch.idleMs(),
    ...(watch.isTakingPart() && { takesPart: true }),
  });

  const logout = async (id: string): Promise<void> => {
    owed.note(id);
    await transport.send({ route: authRoutes.logout, body: { id }, maxRetries: 0 });
    owed.settle();
  };

  const refresh = async (call: Call): Promise<Answer> => {
    const { refreshToken } = (call.body ?? {}) as { readonly refreshToken?: string }; // as the session sends it
    const { id, after } = readHandle(refreshToken);
    const answer = await transport.send({ ...call, body: requestOf(after) });
    const tokens = take(answer, call);
    if (tokens.id === id) return { ...answer, data: refreshResultOf(tokens, tools.mediated) };
    // Another tab signed somebody in: the session that asked is history, and the store shows the new one.
    store.adopt(tokens);
    throw new SessionError('Another sign-in took the place of this session.', { code: 'session_replaced' });
  };

  const signIn = async (call: Call): Promise<Answer> => {
    const answer = await transport.send(call);
    const tokens = take(answer, call);
    if (tokens.id !== owed.read()) owed.settle();
    return { ...answer, data: authSessionOf(tokens, tools.mediated) };
  };

  return {
    logout,
    async send(call, accessToken) {
      switch (call.route.id) {
        case 'auth.refresh':
          return refresh(call);
        case 'auth.logout': {
          const id = ids.get(accessToken ?? '') ?? (accessToken === '' ? store.id : undefined);
          if (id !== undefined) await logout(id);
          return { status: 204, data: undefined, headers: new Headers(), requestId: undefined, attempts: 1 };
        }
        case 'auth.requestOtp':
        case 'sessions.revokeAll':
          return transport.send(call);
        default:
          return signIn(call);
      }
    },
    async touch() {
      const body = requestOf(-1);
      // Whatever comes of it, the next call that needs a token finds out.
      await transport.send({ route: authRoutes.refresh, body, maxRetries: 0 }).catch(() => undefined);
    },
  };
}

type Answered<Result> = Result & Mediated;
type Mark = CookieModeTools['mediated'];

function authSessionOf(tokens: PageTokens, mark: Mark): Answered<AuthSession> {
  const { session, accessToken, beaconToken } = tokens;
  return { session, accessToken, beaconToken, ...shared(tokens, mark) };
}

function refreshResultOf(tokens: PageTokens, mark: Mark): Answered<RefreshResult> {
  const { session, accessToken, beaconToken } = tokens;
  return { accessToken, beaconToken, accessTokenExpiresAt: session.expiresAt, ...shared(tokens, mark) };
}

function shared(
  tokens: PageTokens,
  mark: Mark,
): { refreshToken: string; refreshTokenTtlSeconds: number } & Mediated {
  const { id, openedAt, expiresInMs, limits } = tokens;
  return {
    refreshToken: handleOf(tokens),
    refreshTokenTtlSeconds: Math.max(0, Math.round(limits.absoluteInMs / 1_000)),
    [mark]: { id, openedAt, expiresInMs },
  };
}
