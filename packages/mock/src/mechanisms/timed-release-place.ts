/** How far a consumer's part in a timed release has come. Times are milliseconds since the epoch. */
export type TimedReleasePart =
  /** A piece is held, by the release or by the order that took it over. */
  | { readonly status: 'entered'; readonly expiresAt: number; readonly isHeld: boolean }
  | { readonly status: 'completed'; readonly completedAt: number }
  | { readonly status: 'denied'; readonly deniedAt: number; readonly reason: string }
  | {
      readonly status: 'left';
      readonly leftAt: number;
      /** The shopper walked away, or the order was cancelled. */
      readonly why: 'left' | 'cancelled';
    };

/** A consumer's part in a timed release, past or present. */
export type TimedReleasePlace = TimedReleasePart & {
  readonly enteredAt: number;
  /** What the part is about; `null` where the release offers no variants. */
  readonly variantId: string | null;
};

/** The reason for the end of a reservation that was not used in time. */
export const reservationExpired = 'ADMISSION_EXPIRED';

/** Tells whether entering again gives a new reservation, as long as there is stock. */
export function mayReenterRelease(place: TimedReleasePlace): boolean {
  return place.status === 'left' || (place.status === 'denied' && place.reason === reservationExpired);
}

/** Tells which of two parts of one person to keep: the one with the higher number. */
export function timedReleasePlaceRank(place: TimedReleasePlace): number {
  switch (place.status) {
    case 'completed':
      return 4;
    case 'entered':
      return 3;
    case 'denied':
      // A person who was denied for good does not get back in by signing in as someone else.
      return mayReenterRelease(place) ? 1 : 2;
    case 'left':
      return 0;
  }
}
