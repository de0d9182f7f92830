import { sha256 } from '../tokens/sha256.js';
import type { TokenOwner } from './token-store.js';

/**
 * Names an owner for a store: by a hash, so that nothing in a name leads anywhere else, and the names tell nobody who the users are. What is
 * hashed is a list in JSON, which is written in one way only, so that no two owners look alike.
 */
export async function ownerKey({ tenant, user }: TokenOwner): Promise<string> {
  return sha256(JSON.stringify([tenant, user]));
}
