import { hkdfSync } from 'node:crypto';
import { requestSignature } from '@fanfare/contract';

/** What a secret key signs with. */
export interface SigningKey {
  readonly keyId: string;
  readonly macKey: Buffer;
}

/** Derives the name and the MAC key of a secret key (RFC 5869, empty salt). */
export function deriveSigningKey(secret: string): SigningKey {
  const { keyId, macKey } = requestSignature;
  const derive = ({ info, bytes }: { info: string; bytes: number }): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', info, bytes));
  return { keyId: derive(keyId).toString('base64url'), macKey: derive(macKey) };
}
