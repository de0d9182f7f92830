import type { Experience, Timestamp } from '@fanfare/contract';
import type { Room } from '../distributions/room.js';

/** When something begins and ends; `null` where it always was or always will be. */
export type Span = Required<Pick<Experience, 'openAt' | 'closeAt'>>;

/** An experience opens with the first of its distributions and closes with the last. */
export function spanOf(rooms: readonly Room[]): Span {
  const byTime = (a: Timestamp, b: Timestamp): number => Date.parse(a) - Date.parse(b);
  const opens = rooms.map(({ row }) => row.openAt).filter((time) => time !== null);
  const closes = rooms.map(endOf).filter((time) => time !== null);
  return {
    openAt: opens.length < rooms.length ? null : (opens.sort(byTime)[0] ?? null),
    closeAt: closes.length < rooms.length ? null : (closes.sort(byTime).at(-1) ?? null),
  };
}

/** Draws and auctions end when they are settled at the latest, also where nobody said when they close. */
function endOf({ row }: Room): Timestamp | null {
  if (row.closeAt !== null) return row.closeAt;
  if ('drawAt' in row) return row.drawAt;
  return 'settleAt' in row ? row.settleAt : null;
}
