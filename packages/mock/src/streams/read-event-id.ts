/** Reads the id of an event as it was sent back; anything else is one that is not known. */
export function readEventId(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
