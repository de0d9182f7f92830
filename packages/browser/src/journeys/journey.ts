import type { ExperienceId } from '@fanfare/contract';
import type { JourneyActions } from './journey-actions.js';
import type { JourneyView } from './view.js';

/**
 * One shopper's way through one experience. Nothing is sent before the first `subscribe` or action; after it the
 * view is kept up to date, by one tab for all of them.
 */
export interface Journey {
  readonly experienceId: ExperienceId;
  /** What the shopper sees now, with the actions that are legal in it; the same object as long as nothing changes. */
  readonly view: JourneyView;
  /**
   * Calls `listener` at once and at every change. What it throws is reported and changes nothing.
   *
   * @returns its undo, which is safe to call twice
   */
  subscribe(listener: (view: JourneyView) => void): () => void;
  /**
   * Does what the action of that name in `view.actions` does, and is refused with `conflict` where there is none; `enter`
   * also starts a journey first, and does nothing for whoever is in already.
   *
   * @throws `SessionError` `not_authenticated`; `ConflictError` `conflict`; `NetworkError` `network_error`, and what the
   *   platform refuses with, such as `RateLimitError` `not_open`, `queue_full`
   */
  readonly start: JourneyActions['start'];
  readonly reroute: JourneyActions['reroute'];
  readonly enter: JourneyActions['enter'];
  readonly leave: JourneyActions['leave'];
  readonly exit: JourneyActions['exit'];
  /** Brings the view up to date now. */
  refresh(): Promise<JourneyView>;
  /** Stops following the journey; the shopper's place stays. Safe to call twice. */
  destroy(): void;
}
