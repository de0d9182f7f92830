import type { MockContext } from '../context.js';

/** The nonces of signatures that were good. */
export interface Nonces {
  /** Remembers a nonce of a key until a time; `false` where it was there already. */
  claim(nonce: { readonly keyId: string; readonly value: string; readonly until: number }): boolean;
}

/** Makes an empty memory; what has run out is forgotten as new ones come. */
export function createNonces({ clock }: MockContext): Nonces {
  const until = new Map<string, number>();
  return {
    claim(nonce) {
      for (const [known, end] of until) if (end < clock.now()) until.delete(known);
      const id = `${nonce.keyId}/${nonce.value}`;
      if (until.has(id)) return false;
      until.set(id, nonce.until);
      return true;
    },
  };
}
