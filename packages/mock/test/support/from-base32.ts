const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Reads base32 (RFC 4648 §6), as an authenticator does. */
export function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
