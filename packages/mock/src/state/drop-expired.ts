/** Drops what has run out from the front of a map whose entries run out in about the order in which they came; tells which. */
export function dropExpired(
  map: Map<string, { readonly expiresAt: number }>,
  now: number,
): readonly string[] {
  const dropped: string[] = [];
  for (const [key, { expiresAt }] of map) {
    if (expiresAt > now) break;
    map.delete(key);
    dropped.push(key);
  }
  return dropped;
}
