import type { MockContext } from '../context.js';
import { dropExpired } from './drop-expired.js';

/** The nonces of signatures that were good. */
export interface Nonces {
  /** Remembers a nonce of a key until a time; `false` where it was there already. */
  claim(nonce: { readonly keyId: string; readonly value: string; readonly expiresAt: number }): boolean;
}

/** Makes an empty memory; what has run out is forgotten as new ones come. */
export function createNonces({ clock }: MockContext): Nonces {
  const known = new Map<string, { readonly expiresAt: number }>();
  return {
    claim({ keyId, value, expiresAt }) {
      dropExpired(known, clock.now());
      const id = `${keyId}/${value}`;
      if (known.has(id)) return false;
      known.set(id, { expiresAt });
      return true;
    },
  };
}
