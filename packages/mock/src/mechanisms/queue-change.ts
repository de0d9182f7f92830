/** Something that happened in a queue. `at` is in milliseconds since the epoch. */
export type QueueChange =
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'closed'; readonly at: number; readonly participants: number }
  | { readonly type: 'entered'; readonly at: number; readonly consumerId: string; readonly position: number }
  | {
      readonly type: 'admitted';
      readonly at: number;
      readonly consumerId: string;
      readonly enteredAt: number;
      readonly expiresAt: number | null;
    }
  | { readonly type: 'completed'; readonly at: number; readonly consumerId: string }
  | {
      readonly type: 'left';
      readonly at: number;
      readonly consumerId: string;
      readonly position: number | null;
    }
  | { readonly type: 'denied'; readonly at: number; readonly consumerId: string; readonly reason: string };

/** Why a command had no effect. */
export type QueueRefusal =
  /** The queue opens at `retryAt`. */
  | { readonly refused: 'not_open'; readonly retryAt: number }
  /** The queue closed; it does not open again. */
  | { readonly refused: 'closed' }
  /** As many wait as may; somebody moves up at `retryAt`, or nobody ever does. */
  | { readonly refused: 'full'; readonly retryAt: number | null }
  /** The consumer never entered. */
  | { readonly refused: 'not_in_queue' }
  /** The consumer's part in the queue is over. */
  | { readonly refused: 'ended' }
  /** The queue has admitted all that it may. */
  | { readonly refused: 'exhausted' };

/** What a command brought about, beginning with what was due before it; or why it had no effect. */
export interface QueueResult {
  readonly changes: readonly QueueChange[];
  readonly refusal?: QueueRefusal;
}
