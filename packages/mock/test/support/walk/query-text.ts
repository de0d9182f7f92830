/** Writes typed values as a query: lists are joined by commas, and what says nothing is left out. */
export function queryText(query: object): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && !isEmpty(value));
  return new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
}

/** A list without entries has no form in a query: `include=` would be one entry without a letter. */
function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
