import { requestSignature } from '@fanfare/contract';
import { OptionsError } from '@fanfare/core/base';

/** What an option was given in place of an Ed25519 private key, and the name of the option. */
export interface GivenKey {
  readonly given: unknown;
  readonly name: string;
}

/** Makes the error for what is no such key, without a cause: nobody knows how much of the key a parser quotes. */
export function keyRefused(name: string, got: string): OptionsError {
  return new OptionsError(
    `${name} must be an Ed25519 private key in PEM (PKCS#8), as a JWK or as a KeyObject, not ${got}.`,
  );
}

/** Writes what the thumbprint of a key is the hash of: these members only, in the order of their names (RFC 7638 §3). */
export function thumbprintText(jwk: object): string {
  return JSON.stringify(jwk, [...requestSignature.thumbprintMembers]);
}
