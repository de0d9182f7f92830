import { memoryTokenStore } from '../stores/memory-token-store.js';
import { browserChannel, browserLocks } from '../tabs/browser-tabs.js';
import { windowPageEvents } from '../tabs/window-page-events.js';
import { browserClock } from './browser-clock.js';
import type { SessionOptions } from './session.js';

/** Options with every choice made; `locks: null` asks for a lease in the store. */
export type ResolvedSessionOptions = Required<SessionOptions>;

/** Makes the choices that were left open, from what this browser has. */
export function resolveSessionOptions(options: SessionOptions): ResolvedSessionOptions {
  return {
    exchange: options.exchange,
    namespace: options.namespace,
    store: options.store ?? memoryTokenStore(),
    clock: options.clock ?? browserClock,
    random: options.random ?? Math.random,
    locks: options.locks === undefined ? browserLocks() : options.locks,
    channel: options.channel === undefined ? browserChannel() : options.channel,
    page: options.page === undefined ? windowPageEvents() : options.page,
    refreshInBackground: options.refreshInBackground ?? true,
    storeTimes: options.storeTimes ?? { timeoutMs: 2_000, restMs: 30_000 },
    onToken: options.onToken ?? (() => undefined),
  };
}
