/** Drops what has run out from the front of a map whose entries run out in about the order in which they came. */
export function dropExpired(map: Map<string, { readonly expiresAt: number }>, now: number): void {
  for (const [key, { expiresAt }] of map) {
    if (expiresAt > now) return;
    map.delete(key);
  }
}
