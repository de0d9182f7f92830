import type { PageEvents } from '../tabs/page-events.js';
import { windowPageEvents } from '../tabs/window-page-events.js';

/** What is known about the page, or the worker, that the client runs in. */
export interface Page extends PageEvents {
  /** Whether the device believes that it has a network. */
  online(): boolean;
}

/** Watches the page, each part of which may be missing: in a worker, on a server. No global is touched before it is used. */
export function createPage(): Page {
  return {
    visible: () => windowPageEvents()?.visible() ?? true,
    listen: (handler) => windowPageEvents()?.listen(handler) ?? (() => undefined),
    online: () => globalThis.navigator?.onLine !== false, // undefined on a server
  };
}
