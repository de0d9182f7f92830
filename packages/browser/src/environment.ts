import type { ActivitySource } from './session-guard/window-activity.js';
import type { TurnLocks } from './polling/turn.js';
import type { ChannelLike } from './tabs/channel-like.js';
import type { LockManagerLike } from './tabs/lock-manager-like.js';
import type { Page } from './tabs/page-events.js';

/** What a client takes from the page, or the worker, that it runs in. */
export interface Environment {
  /** Locks that all tabs share; `null` where there are none. @default `navigator.locks` */
  readonly locks?: (LockManagerLike & TurnLocks) | null;
  /** Opens a channel to the other tabs; `null` where there are none. @default `BroadcastChannel` */
  readonly channel?: ((name: string) => ChannelLike) | null;
  /** Tells when the page comes and goes. @default the events of the window or worker */
  readonly page?: Page;
  /** Tells when the shopper does something, for `sessionLimits`. @default the events of the window that only a person causes */
  readonly activity?: ActivitySource;
  /** Keeps the device id over reloads; `null` for this page's memory only. @default `localStorage` */
  readonly keep?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  /** Keeps what belongs to this tab alone over its reloads; `null` for this page's memory only. @default `sessionStorage` */
  readonly tabKeep?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
}
