import type { DeviceIdKeep } from './device-id.js';
import type { Environment } from './environment.js';
import { createPage, type Page } from './polling/page.js';
import type { TurnLocks } from './polling/turn.js';
import type { ChannelLike } from './tabs/channel-like.js';
import type { LockManagerLike } from './tabs/lock-manager-like.js';

/** The page, or the worker, with everything that may be missing there looked up at the moment of use. */
export interface Host {
  readonly page: Page;
  locks(): (LockManagerLike & TurnLocks) | null;
  channel(name: string): ChannelLike | null;
  keep(): DeviceIdKeep | null;
}

/** Creates a host; no global is touched before something is asked of it. */
export function createHost(environment: Environment): Host {
  const { locks, channel, keep } = environment;
  return {
    page: environment.page ?? createPage(),
    locks: () => (locks === undefined ? (globalThis.navigator?.locks ?? null) : locks),
    channel(name) {
      if (channel === null) return null;
      if (channel !== undefined) return channel(name);
      return globalThis.BroadcastChannel === undefined ? null : new BroadcastChannel(name);
    },
    keep: () => (keep === undefined ? (globalThis.localStorage ?? null) : keep),
  };
}
