import type { ChannelLike } from './channel-like.js';
import { isTabMessage } from './tab-message.js';
import type { TabMessage } from './tab-message.js';

/** What a session says to the other tabs, and hears from them. */
export interface TabChannel {
  /** Whether anybody can be reached. */
  readonly isOpen: boolean;
  open(): void;
  /** Says something to all other tabs; where there is no channel, to nobody. */
  post(message: TabMessage): void;
  close(): void;
}

/** How a channel is made. */
export interface TabChannelOptions {
  readonly connect: ((name: string) => ChannelLike) | null;
  readonly name: string;
  readonly onMessage: (message: TabMessage) => void;
}

/** Creates a channel that is closed until it is opened, and can be opened again: an open one may keep a page out of the back/forward cache. */
export function createTabChannel(options: TabChannelOptions): TabChannel {
  const { connect, name, onMessage } = options;
  let channel: ChannelLike | undefined;
  return {
    get isOpen() {
      return channel !== undefined;
    },
    open() {
      if (channel !== undefined || connect === null) return;
      try {
        const opened = connect(name);
        opened.addEventListener('message', ({ data }) => {
          if (opened === channel && isTabMessage(data)) onMessage(data);
        });
        channel = opened;
      } catch {
        // A sandboxed frame may not have one; tabs then learn of each other through the store alone.
      }
    },
    post(message) {
      try {
        channel?.postMessage(message);
      } catch {
        // Closed by the browser under our feet; as above.
      }
    },
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}
