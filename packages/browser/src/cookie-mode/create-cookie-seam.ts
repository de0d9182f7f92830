import type { Answer, Call } from '@fanfare/core';
import type { TokenStore } from '../stores/token-store.js';
import type { ChannelLike } from '../tabs/channel-like.js';
import type { CookieMode, CookieModeOptions } from './cookie-mode.js';

type Connect = (name: string) => ChannelLike;

/** Where cookie mode is let into a connection. */
export interface CookieSeam {
  readonly store: TokenStore;
  readonly channel: Connect | null;
  /** The store asks over the network, and is asked again soon. */
  readonly storeTimes: { readonly timeoutMs: number; readonly restMs: number };
  /** Sends a call to the backend, or returns `undefined` where the call is the platform's business. */
  send(call: Call, accessToken?: string): Promise<Answer> | undefined;
}

/** The operations that make, take or end tokens; whatever else a page does, it does at the platform. */
const relayed: ReadonlySet<string> = new Set([
  'auth.guest',
  'auth.requestOtp',
  'auth.verifyOtp',
  'auth.exchangeExternal',
  'auth.refresh',
  'auth.logout',
  'mfa.stepUp',
  'sessions.revokeAll',
]);

/** Lets cookie mode in, which loads with the first use; `undefined` where nobody asked for it. */
export function createCookieSeam(
  options: CookieModeOptions | undefined,
  parts: { readonly channel: Connect | null; readonly load: () => Promise<CookieMode> },
): CookieSeam | undefined {
  if (options === undefined) return undefined;
  const { channel: connect } = parts;
  let loading: Promise<CookieMode> | undefined;
  let loaded: CookieMode | undefined;

  const load = (): Promise<CookieMode> =>
    (loading ??= parts.load().then(
      (mode) => (loaded = mode),
      (error: unknown) => {
        loading = undefined; // the next call tries again
        throw error;
      },
    ));

  const filtered =
    (open: Connect): Connect =>
    (name) => {
      const channel = open(name);
      return {
        postMessage: (message) => channel.postMessage(message),
        addEventListener: (type, listener) =>
          channel.addEventListener(type, ({ data }) => {
            const heard = loaded === undefined ? data : loaded.hear(data);
            if (heard !== undefined) listener({ data: heard });
          }),
        close: () => channel.close(),
      };
    };

  return {
    store: {
      read: async () => (await load()).store.read(),
      write: async (record, expected) => (await load()).store.write(record, expected),
    },
    storeTimes: { timeoutMs: 12_000, restMs: 1_000 },
    channel: connect === null ? null : filtered(connect),
    send(call, accessToken) {
      if (!relayed.has(call.route.id)) return undefined;
      return load().then((mode) => mode.send(call, accessToken));
    },
  };
}
