import { cookieMode as names, pageSessionRoute, type PageSession, type Service } from '@fanfare/contract';
import { OptionsError, type Answer } from '@fanfare/core';
import type { Host } from '../host.js';
import type { ResolvedOptions } from '../options.js';
import { windowActivity } from '../session-guard/window-activity.js';
import type { CookieModeTools } from './cookie-mode-tools.js';
import type { CookieMode } from './cookie-mode.js';
import { cookieTokenStore } from './cookie-token-store.js';
import { createOwedLogout } from './owed-logout.js';
import { createRelay } from './relay.js';
import { watchActivity } from './watch-activity.js';

/** What cookie mode works with. */
export interface CookieModeParts {
  readonly options: ResolvedOptions;
  readonly host: Host;
  readonly isTakingPart: () => boolean;
  /** Aborted when the client is destroyed. */
  readonly signal: AbortSignal;
  readonly tools: CookieModeTools;
}

/** Refusals that a fresh CSRF token cures; they are given before anything is done. */
const replayCodes = ['csrf_token_missing', 'csrf_token_invalid'];

/**
 * Opens cookie mode: everything that has to do with tokens goes to the merchant's backend on the page's own origin, with the cookie that no
 * script can read.
 *
 * @throws `OptionsError` `invalid_options` outside of a page, and where the backend is on another origin
 */
export function openCookieMode(parts: CookieModeParts): CookieMode {
  const { options, host, isTakingPart, signal, tools } = parts;
  const base = backendUrl(options.cookieMode?.url ?? '');
  const { clock, random, timeoutMs, totalTimeoutMs, maxRetries, onAttempt, namespace } = options;
  const transport = tools.createTransport({
    urls: new Proxy({} as Record<Service, string>, { get: () => base }), // whatever the service, it is the backend
    idempotencyHeader: false,
    fetch: (input, init) =>
      (options.fetch ?? globalThis.fetch)(input, { ...init, referrerPolicy: 'origin', cache: 'no-store' }),
    ...{ clock, random, timeoutMs, totalTimeoutMs, maxRetries, onAttempt },
    credentials: 'same-origin',
    replayCodes,
    async prepare({ method, lastErrorCode = '' }) {
      if (method === 'GET') return {};
      if (csrfToken() === undefined || replayCodes.includes(lastErrorCode)) await ask();
      const token = csrfToken();
      return token === undefined ? {} : { [names.csrfHeader]: token };
    },
  });
  const ask = (): Promise<Answer> => transport.send({ route: pageSessionRoute });

  const owed = createOwedLogout(namespace, () => host.keep());
  const look = async (): Promise<PageSession | null> => {
    const session = tools.readPageSession(await ask());
    if (session !== null && session.id === owed.read()) {
      relay.logout(session.id).catch(() => undefined); // the next look tries again
      return null;
    }
    if (session !== null) watch.note(session.limits);
    return session;
  };
  const store = cookieTokenStore(look, (id) => {
    relay.logout(id).catch(() => undefined); // owed until it was heard
  });
  const watch = watchActivity({
    clock,
    isTakingPart,
    activity: options.environment.activity ?? windowActivity,
    tell: () => relay.touch(),
  });
  signal.addEventListener('abort', () => watch.stop(), { once: true });
  const relay = createRelay({ transport, store, owed, watch, tools });

  return {
    store,
    send: relay.send,
    hear(message) {
      if (!tools.isTabMessage(message)) return message;
      if (message.type === 'ended' && message.id === store.id) store.doubt();
      if (message.type !== 'changed') return message;
      // Another tab's tokens are its own: only another sign-in is news.
      if (message.id === store.id) return undefined;
      store.doubt();
      return { ...message, generation: 0 };
    },
  };
}

function backendUrl(url: string): string {
  const { location } = globalThis as Partial<typeof globalThis>; // missing outside of a page
  const page = location?.href;
  if (page !== undefined && URL.canParse(url, page)) {
    const resolved = new URL(url, page);
    if (resolved.origin === new URL(page).origin) return resolved.href.replace(/\/+$/, '');
  }
  throw new OptionsError(
    'cookieMode.url must be an address on the origin of the page, such as /fanfare: no other gets the cookie.',
  );
}

/** The one cookie that scripts may read: its value is worth nothing without the one they may not. */
function csrfToken(): string | undefined {
  const { document } = globalThis as Partial<typeof globalThis>; // missing in a worker
  const start = `${names.csrfCookie}=`;
  return document?.cookie
    .split('; ')
    .find((pair) => pair.startsWith(start))
    ?.slice(start.length);
}
