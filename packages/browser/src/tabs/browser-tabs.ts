import type { TurnLocks } from '../polling/turn.js';
import type { ChannelLike } from './channel-like.js';
import type { LockManagerLike } from './lock-manager-like.js';
import { windowPageEvents } from './window-page-events.js';

// A server that renders pages has no other tabs, although it may have locks and channels: they would make its
// shoppers wait for each other, and an open channel would keep it from exiting.

/** Returns the locks that all tabs share; null where there are none. */
export function browserLocks(): (LockManagerLike & TurnLocks) | null {
  return windowPageEvents() === null ? null : (globalThis.navigator?.locks ?? null);
}

/** Returns what opens a channel to the other tabs; null where there are none. */
export function browserChannel(): ((name: string) => ChannelLike) | null {
  const isTab = windowPageEvents() !== null && globalThis.BroadcastChannel !== undefined;
  return isTab ? (name) => new BroadcastChannel(name) : null;
}
