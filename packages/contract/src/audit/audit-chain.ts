import { canonicalJson } from '../canonical-json.js';

/** What stands before the first entry of a chain, in place of a hash. */
export const auditGenesis: string = '0'.repeat(64);

/** The digest that links entries, as WebCrypto names it; written in lower-case hexadecimal. */
export const auditDigest = 'SHA-256';

/** Writes the text whose digest is the `hash` of an entry: everything that the entry holds, except that hash. */
export function auditHashInput(entry: object): string {
  const { hash: _, ...rest } = entry as { readonly hash?: unknown }; // whatever else it holds is hashed, too
  return canonicalJson(rest);
}
