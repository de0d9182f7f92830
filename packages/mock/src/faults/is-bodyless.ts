const bodyless: ReadonlySet<number | undefined> = new Set([204, 205, 304]);

/** Tells whether an answer with a status has no body (Fetch, "null body status"). */
export function isBodyless(status: number | undefined): boolean {
  return bodyless.has(status);
}
