import type { SendOnce } from '@fanfare/core/base';

const senders = new WeakMap<typeof fetch, SendOnce>();

/** Remembers that what a `fetch` sends can be sent without making a request and an answer of `fetch` around it. */
export function rememberSender(fetch: typeof globalThis.fetch, sendOnce: SendOnce): void {
  senders.set(fetch, sendOnce);
}

/** Returns what sends directly in the place of a `fetch`; nothing where it is somebody else's. */
export function directSender(fetch: typeof globalThis.fetch | undefined): SendOnce | undefined {
  return fetch === undefined ? undefined : senders.get(fetch);
}
