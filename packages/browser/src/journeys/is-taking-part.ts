/**
 * Tells whether a shopper must not be cut off now: stands in line, is in a draw, bids, waits for a result or holds a
 * grant. A booked appointment is none of that, for the slot is kept without a session; a phase that this version
 * does not know may be any of it.
 */
export function isTakingPart(snapshot: {
  readonly journeyStage: string;
  readonly phase?: string;
  readonly mechanism?: string;
}): boolean {
  if (snapshot.journeyStage !== 'routed' || snapshot.phase === undefined) return false;
  return parts.includes(snapshot.phase) && snapshot.mechanism !== 'appointment';
}

const parts: readonly string[] = ['participating', 'settling', 'granted', 'unknown'];
