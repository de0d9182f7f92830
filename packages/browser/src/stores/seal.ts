/** A sealed record, as it lies in the database. Only the revision is readable, and it is bound to the rest. */
export interface SealedRow {
  readonly revision: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** What a row is bound to: moved to another namespace or under another revision it does not open. */
export interface SealContext {
  readonly key: CryptoKey;
  readonly namespace: string;
  readonly revision: string;
}

/** Makes a key that no script can take out of the browser. */
export function newSealingKey(crypto: Crypto): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Seals a value with AES-256-GCM under a fresh 96-bit IV (NIST SP 800-38D §8.2.2). */
export async function seal(crypto: Crypto, value: unknown, context: SealContext): Promise<SealedRow> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return {
    revision: context.revision,
    iv,
    sealed: await crypto.subtle.encrypt(parameters(iv, context), context.key, bytes),
  };
}

/** Opens a row. @throws when a single bit of it, or of what it is bound to, is different. */
export async function unseal(crypto: Crypto, row: SealedRow, context: SealContext): Promise<unknown> {
  const bytes = await crypto.subtle.decrypt(parameters(row.iv, context), context.key, row.sealed);
  return JSON.parse(new TextDecoder().decode(bytes));
}

function parameters(iv: Uint8Array<ArrayBuffer>, context: SealContext): AesGcmParams {
  const additionalData = new TextEncoder().encode(JSON.stringify([context.namespace, context.revision]));
  return { name: 'AES-GCM', iv, additionalData };
}
