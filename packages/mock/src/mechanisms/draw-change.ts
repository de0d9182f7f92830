/** Something that happened in a draw. `at` is in milliseconds since the epoch. */
export type DrawChange =
  | { readonly type: 'opened'; readonly at: number }
  /** No more entries are taken. */
  | { readonly type: 'closed'; readonly at: number; readonly participants: number }
  /** The selection is over. */
  | { readonly type: 'finished'; readonly at: number; readonly entrants: number; readonly winners: number }
  | {
      readonly type: 'entered';
      readonly at: number;
      readonly consumerId: string;
      /** Counts the entries of the draw from 1. */
      readonly entrantNumber: number;
    }
  | {
      readonly type: 'won';
      readonly at: number;
      readonly consumerId: string;
      /** Counts the winners of the draw from 1. */
      readonly winnerPosition: number;
      readonly expiresAt: number | null;
    }
  | { readonly type: 'lost'; readonly at: number; readonly consumerId: string; readonly reason: string }
  | { readonly type: 'completed'; readonly at: number; readonly consumerId: string }
  | { readonly type: 'left'; readonly at: number; readonly consumerId: string }
  | { readonly type: 'denied'; readonly at: number; readonly consumerId: string; readonly reason: string };

/** Why a command had no effect. */
export type DrawRefusal =
  /** The draw opens at `retryAt`. */
  | { readonly refused: 'not_open'; readonly retryAt: number }
  /** The draw takes no more entries. */
  | { readonly refused: 'closed' }
  /** There are as many entries as there may be. */
  | { readonly refused: 'full' }
  /** The consumer never entered. */
  | { readonly refused: 'not_in_draw' }
  /** The consumer has won: an entry can be taken back only before. */
  | { readonly refused: 'won' }
  /** The consumer's part in the draw is over. */
  | { readonly refused: 'ended' };

/** What a command brought about, beginning with what was due before it; or why it had no effect. */
export interface DrawResult {
  readonly changes: readonly DrawChange[];
  readonly refusal?: DrawRefusal;
}
