/** Something that happened in a timed release. `at` is in milliseconds since the epoch. */
export type TimedReleaseChange =
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'closed'; readonly at: number; readonly participants: number }
  | { readonly type: 'entered'; readonly at: number; readonly consumerId: string; readonly expiresAt: number }
  | { readonly type: 'completed'; readonly at: number; readonly consumerId: string }
  | { readonly type: 'left'; readonly at: number; readonly consumerId: string }
  | { readonly type: 'denied'; readonly at: number; readonly consumerId: string; readonly reason: string };

/** Why a command had no effect. */
export type TimedReleaseRefusal =
  /** The release opens at `retryAt`. */
  | { readonly refused: 'not_open'; readonly retryAt: number }
  /** The release closed; it does not open again. */
  | { readonly refused: 'closed' }
  /** Nothing is left of what the consumer wants, unless somebody gives a piece back. */
  | { readonly refused: 'sold_out' }
  /** The consumer never entered. */
  | { readonly refused: 'not_in_release' }
  /** The consumer's part in the release is over. */
  | { readonly refused: 'ended' };

/** What a command brought about, beginning with what was due before it; or why it had no effect. */
export interface TimedReleaseResult {
  readonly changes: readonly TimedReleaseChange[];
  readonly refusal?: TimedReleaseRefusal;
}
