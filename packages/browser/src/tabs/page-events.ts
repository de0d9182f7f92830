/** What a session hears of the page it runs in. */
export type PageEvent = 'online' | 'visible' | 'hidden' | 'pagehide' | 'pageshow';

/** Tells when the page comes and goes. */
export interface PageEvents {
  /** Whether somebody may be looking at it. */
  visible(): boolean;
  /** Calls `handler` on every event; the returned function undoes it and is safe to call twice. */
  listen(handler: (event: PageEvent) => void): () => void;
}

/** What is known about the page, or the worker, that a client runs in. */
export interface Page extends PageEvents {
  /** Whether the device believes that it has a network. */
  online(): boolean;
}
