import { systemClock } from '@fanfare/core';
import { memoryTokenStore } from '../stores/memory-token-store.js';
import type { LockManagerLike } from '../tabs/lock-manager-like.js';
import type { PageEvents } from '../tabs/page-events.js';
import { windowPageEvents } from '../tabs/window-page-events.js';
import type { SessionClock, SessionOptions } from './session.js';

/** Options with every choice made; `locks: null` asks for a lease in the store. */
export type ResolvedSessionOptions = Required<SessionOptions>;

/** Makes the choices that were left open, from what this browser has. */
export function resolveSessionOptions(options: SessionOptions): ResolvedSessionOptions {
  const page = options.page === undefined ? windowPageEvents() : options.page;
  return {
    exchange: options.exchange,
    namespace: options.namespace,
    store: options.store ?? memoryTokenStore(),
    clock: options.clock ?? browserClock,
    random: options.random ?? Math.random,
    locks: options.locks === undefined ? browserLocks() : options.locks,
    channel: options.channel === undefined ? browserChannel(page) : options.channel,
    page,
    refreshInBackground: options.refreshInBackground ?? true,
  };
}

const browserClock: SessionClock = { ...systemClock, monotonic: () => performance.now() };

function browserLocks(): LockManagerLike | null {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.locks ?? null;
}

/** A server that renders pages has no other tabs, and an open channel would keep it from exiting. */
function browserChannel(page: PageEvents | null): ResolvedSessionOptions['channel'] {
  return page !== null && typeof BroadcastChannel === 'function'
    ? (name) => new BroadcastChannel(name)
    : null;
}
