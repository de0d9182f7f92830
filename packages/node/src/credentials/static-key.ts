import type { Secret } from '../secret.js';
import { checkSecret } from './check-secret.js';
import { createSource } from './create-source.js';
import type { CredentialStrategy } from './credential-strategy.js';

/** A key, or what asks a secrets manager for one. */
export type KeyOption = string | Secret | (() => string | Secret | Promise<string | Secret>);

/**
 * Proves who a server is by a key that does not change by itself. A function is asked at the first use, and again when its key was refused:
 * so a key is exchanged without a restart.
 *
 * @throws OptionsError `invalid_options`, with no part of the key
 * @example
 * ```ts
 * import { callWith, staticKey } from '@fanfare/node/credentials';
 *
 * declare const vault: { read(name: string): Promise<string> };
 * const key = staticKey(() => vault.read('partner-key'));
 * const answer = await callWith(key, (secret) =>
 *   fetch('https://partner.example/orders', { headers: { authorization: `Bearer ${secret.reveal()}` } }),
 * );
 * ```
 */
export function staticKey(key: KeyOption): CredentialStrategy {
  const source = createSource(key, { name: 'key', check: (given) => checkSecret(given, 'key') });
  return { get: () => source.read(), renew: (refused) => source.replace(refused) };
}
