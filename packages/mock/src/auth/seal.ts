import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A text that only the holder of a token can read. */
export interface Sealed {
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const info = 'fanfare-mock-seal-v1';

/** Seals a text so that it can be opened with the token alone, which the sealer need not keep. */
export function seal(text: string, token: string): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), iv);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

/** Opens what was sealed for a token. */
export function unseal({ iv, ciphertext, tag }: Sealed, token: string): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), iv);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, '', info, 32));
}
