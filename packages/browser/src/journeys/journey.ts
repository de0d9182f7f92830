import type { ExperienceId } from '@fanfare/contract';
import type { CallOptions } from '../resources/call-options.js';
import type { RouteOptions } from '../resources/experiences.js';
import type { JourneyView } from './view.js';

/**
 * One shopper's way through one experience. Nothing is sent before the first `subscribe` or action; after it the
 * view is kept up to date, by one tab for all of them.
 */
export interface Journey {
  readonly experienceId: ExperienceId;
  /** What the shopper sees now. Plain data; the same object as long as nothing changes. */
  readonly view: JourneyView;
  /**
   * Calls `listener` at once and at every change. What it throws is reported and changes nothing.
   *
   * @returns its undo, which is safe to call twice
   */
  subscribe(listener: (view: JourneyView) => void): () => void;
  /**
   * Enters the experience and asks for a way. A journey that is under way already, here or from before a
   * reload, is taken up where it stands.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  start(options?: RouteOptions): Promise<JourneyView>;
  /**
   * Asks for a way once more, after a gate was met or with an access code.
   *
   * @throws `ConflictError` `conflict` where `reroute` is not among `view.actions`
   */
  reroute(options?: RouteOptions): Promise<JourneyView>;
  /**
   * Enters the line, starting the journey first where that is still to be done. Who is in it stays in it.
   *
   * @throws `ConflictError` `conflict` where there is nothing to enter now; `RateLimitError` `not_open`, `queue_full`
   */
  enter(options?: CallOptions): Promise<JourneyView>;
  /**
   * Leaves the line; the place, or the grant, is lost.
   *
   * @throws `ConflictError` `conflict` where `leave` is not among `view.actions`
   */
  leave(options?: CallOptions): Promise<JourneyView>;
  /** Leaves the experience altogether. */
  exit(options?: CallOptions): Promise<JourneyView>;
  /** Brings the view up to date now. */
  refresh(): Promise<JourneyView>;
  /** Stops following the journey; the shopper's place stays. Safe to call twice. */
  destroy(): void;
}
