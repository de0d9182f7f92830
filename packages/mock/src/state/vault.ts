import { seal, unseal, type Sealed } from '../auth/seal.js';
import type { MockContext } from '../context.js';

/** Keeps keys so that what is stored of them is worth nothing alone. */
export interface Vault {
  lock(key: Buffer): Sealed;
  open(sealed: Sealed): Buffer;
}

/** Makes a vault. What opens it is in this closure and nowhere else, so that no dump of the state holds it. */
export function createVault({ newSecret }: MockContext): Vault {
  const secret = newSecret('vault');
  return {
    lock: (key) => seal(key.toString('base64'), secret),
    open: (sealed) => Buffer.from(unseal(sealed, secret), 'base64'),
  };
}
