/** How far a consumer's part in a draw has come. Times are milliseconds since the epoch. */
export type DrawPart =
  | { readonly status: 'entered' }
  | {
      readonly status: 'won';
      readonly wonAt: number;
      /** When the win ends unused; `null` where it never does. */
      readonly expiresAt: number | null;
    }
  | { readonly status: 'completed'; readonly completedAt: number }
  | { readonly status: 'denied'; readonly deniedAt: number; readonly reason: string }
  | { readonly status: 'left'; readonly leftAt: number };

/** A consumer's part in a draw, past or present. */
export type DrawPlace = DrawPart & { readonly enteredAt: number };

/** The reasons that a draw itself gives for the end of a part; every other one is the merchant's. */
export const drawEnds = {
  lost: 'NOT_SELECTED',
  calledOff: 'DRAW_CLOSED',
  expired: 'ADMISSION_EXPIRED',
  cancelled: 'ORDER_CANCELLED',
} as const;

const ownEnds: ReadonlySet<string> = new Set(Object.values(drawEnds));

/** Tells which of two parts of one person to keep: the one with the higher number. */
export function drawPlaceRank(place: DrawPlace): number {
  switch (place.status) {
    case 'completed':
      return 5;
    case 'won':
      return 4;
    case 'denied':
      // A person whom the merchant denied does not get back in by signing in as someone else.
      return ownEnds.has(place.reason) ? 1 : 3;
    case 'entered':
      return 2;
    case 'left':
      return 0;
  }
}
