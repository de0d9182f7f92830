import type { Page, PageEvent } from '../../src/index.js';

/** A page that a test shows, hides and takes off the network. */
export interface FakePage extends Page {
  show(): void;
  hide(): void;
  goOffline(): void;
  goOnline(): void;
  fire(event: PageEvent): void;
  readonly listeners: number;
}

/** Creates a visible page with a network. */
export function fakePage(): FakePage {
  const handlers = new Set<(event: PageEvent) => void>();
  let isVisible = true;
  let isOnline = true;
  const fire = (event: PageEvent): void => [...handlers].forEach((handler) => handler(event));
  return {
    visible: () => isVisible,
    online: () => isOnline,
    listen(handler) {
      const own = (event: PageEvent): void => handler(event);
      handlers.add(own);
      return () => void handlers.delete(own);
    },
    fire,
    show() {
      isVisible = true;
      fire('visible');
    },
    hide() {
      isVisible = false;
      fire('hidden');
    },
    goOffline() {
      isOnline = false;
    },
    goOnline() {
      isOnline = true;
      fire('online');
    },
    get listeners() {
      return handlers.size;
    },
  };
}
