import type { LineStanding } from './loyalty-lead.js';

/** A consumer's place in a queue, past or present. Times are milliseconds since the epoch. */
export type QueuePlace =
  | ({ readonly status: 'queued'; readonly enteredAt: number } & LineStanding)
  | {
      readonly status: 'granted';
      readonly enteredAt: number;
      readonly grantedAt: number;
      /** When the admission ends unused; `null` where it never does. */
      readonly expiresAt: number | null;
    }
  | { readonly status: 'completed'; readonly enteredAt: number; readonly completedAt: number }
  | {
      readonly status: 'denied';
      readonly enteredAt: number;
      readonly deniedAt: number;
      readonly reason: string;
    }
  | {
      readonly status: 'left';
      readonly enteredAt: number;
      readonly leftAt: number;
      /** The shopper walked away, or the order that the admission was for was cancelled. */
      readonly why: 'left' | 'cancelled';
    };

/** Tells which of two places of one person to keep: the one with the higher number. */
export function placeRank(place: QueuePlace): number {
  switch (place.status) {
    case 'completed':
      return 4;
    case 'granted':
      return 3;
    case 'denied':
      // A person who was denied for good does not get back in line by signing in as someone else.
      return mayReenter(place) ? 0 : 2;
    case 'queued':
      return 1;
    case 'left':
      return 0;
  }
}

/** Tells whether entering again gives a new place at the end of the line. */
export function mayReenter(place: QueuePlace): boolean {
  return place.status === 'left' || (place.status === 'denied' && place.reason === 'ADMISSION_EXPIRED');
}
