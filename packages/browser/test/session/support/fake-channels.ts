import type { ChannelLike } from '../../../src/tabs/channel-like.js';
import type { Tab } from './tab.js';
import type { VirtualTime } from './virtual-time.js';

/** The channels of one origin: a message reaches all others of the same name, later, as a copy, in order. */
export interface FakeChannels {
  forTab(tab: Tab): (name: string) => ChannelLike;
  /** Everything that was ever said. */
  readonly log: readonly unknown[];
  readonly open: number;
}

/** Creates channels whose messages take up to `delayMs`. */
export function fakeChannels(time: VirtualTime, random: () => number, delayMs: number = 5): FakeChannels {
  const members = new Set<{ readonly name: string; readonly deliver: (data: unknown, at: number) => void }>();
  const log: unknown[] = [];
  return {
    forTab: (tab) => (name) => {
      const listeners = new Set<(event: { readonly data: unknown }) => void>();
      let lastAt = 0;
      const member = {
        name,
        deliver(data: unknown, at: number) {
          lastAt = Math.max(lastAt, at); // in order
          time.at(lastAt, () =>
            tab.run(() => {
              if (members.has(member)) for (const listener of listeners) listener({ data });
            }),
          );
        },
      };
      members.add(member);
      return {
        postMessage(message) {
          if (!members.has(member)) throw new DOMException('Channel is closed', 'InvalidStateError');
          log.push(message);
          for (const other of members) {
            if (other === member || other.name !== name) continue;
            other.deliver(structuredClone(message), time.now() + random() * delayMs);
          }
        },
        addEventListener: (_type, listener) => listeners.add(listener),
        close: () => members.delete(member),
      };
    },
    log,
    get open() {
      return members.size;
    },
  };
}
