import type { ChannelLike } from '../../src/index.js';

/** Channels of one origin, and everything that was said on them. */
export interface FakeChannels {
  readonly connect: (name: string) => ChannelLike;
  readonly said: { readonly name: string; readonly message: unknown }[];
  readonly open: number;
}

/** Creates channels that deliver copies a moment later, never to the sender. */
export function fakeChannels(): FakeChannels {
  const members = new Set<{ readonly name: string; readonly hear: (data: unknown) => void }>();
  const said: { name: string; message: unknown }[] = [];
  return {
    said,
    get open() {
      return members.size;
    },
    connect(name) {
      const listeners = new Set<(event: { readonly data: unknown }) => void>();
      const member = {
        name,
        hear: (data: unknown) => listeners.forEach((listener) => listener({ data })),
      };
      members.add(member);
      return {
        postMessage(message) {
          said.push({ name, message });
          for (const other of members) {
            if (other === member || other.name !== name) continue;
            const copy: unknown = structuredClone(message);
            setImmediate(() => members.has(other) && other.hear(copy));
          }
        },
        addEventListener: (_type, listener) => listeners.add(listener),
        close: () => void members.delete(member),
      };
    },
  };
}
