/** More signatures than anybody rolls secrets at once; each costs a comparison, or a check of Ed25519. */
export const maxSignatures = 16;

/** Reads seconds since the epoch; `Number` alone would let ` 1e9` pass. */
export function parseTime(text: string): number | undefined {
  return /^[0-9]{1,12}$/.test(text) ? Number(text) : undefined;
}

/** Reads a text out of a decoded payload, whatever that is. */
export function textField(payload: unknown, name: string): string | undefined {
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, name)) return undefined;
  const value = (payload as Readonly<Record<string, unknown>>)[name]; // it was found to be there
  return typeof value === 'string' && value !== '' ? value : undefined;
}
