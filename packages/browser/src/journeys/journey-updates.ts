import type { StreamEvent } from '@fanfare/contract';

/** What a source of updates calls. */
export interface UpdateListener {
  /** Takes an event of `GET /events/stream`, in the order in which they came, none twice. */
  onEvent(event: StreamEvent): void;
  /**
   * Is told once that nothing more comes; until the source is asked again, journeys poll.
   *
   * @param isTaken - Whether that is because another tab has it: then it is worth asking again soon. @default `false`
   */
  onEnd(isTaken?: boolean): void;
}

/**
 * Tells what happens to the shopper as it happens, instead of polling. A source connects and reconnects by itself,
 * begins with a `state` or a `reset`, after which journeys poll rarely, and calls `onEnd` where it gives up, or at once
 * where there is no stream: then they poll as without it. It is asked again for another session, and when the page
 * comes back.
 */
export interface JourneyUpdates {
  /** Begins to listen for the shopper who is signed in. @returns its end, after which nothing is called any more; safe to call twice */
  subscribe(listener: UpdateListener): () => void;
}
