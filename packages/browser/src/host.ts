import type { DeviceIdKeep } from './device-id.js';
import type { Environment } from './environment.js';
import type { TurnLocks } from './polling/turn.js';
import { browserChannel, browserLocks } from './tabs/browser-tabs.js';
import type { ChannelLike } from './tabs/channel-like.js';
import type { LockManagerLike } from './tabs/lock-manager-like.js';
import type { Page } from './tabs/page-events.js';
import { windowPageEvents } from './tabs/window-page-events.js';

/** The page, or the worker, with everything that may be missing there. */
export interface Host {
  /** `null` on a server. */
  readonly page: Page | null;
  readonly locks: (LockManagerLike & TurnLocks) | null;
  readonly channel: ((name: string) => ChannelLike) | null;
  /** Looked up at the moment of use: where storage is forbidden, asking for it already throws. */
  keep(): DeviceIdKeep | null;
}

/** Creates a host. Nothing is opened and nothing listens. */
export function createHost(environment: Environment): Host {
  const { page, locks, channel, keep } = environment;
  return {
    page: page ?? windowPageEvents(),
    locks: locks === undefined ? browserLocks() : locks,
    channel: channel === undefined ? browserChannel() : channel,
    keep: () => (keep === undefined ? (globalThis.localStorage ?? null) : keep),
  };
}
