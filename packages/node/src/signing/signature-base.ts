import { componentValue } from './component-value.js';

/** What of a request can be signed. */
export interface SignedMessage {
  readonly method: string;
  readonly url: URL;
  /** With lower-case names; a repeated field joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a signature says about itself (RFC 9421 §2.3), in the order in which it is written. */
export type SignatureParameters = readonly (readonly [name: string, value: string | number])[];

/** What is signed, and what the receiver needs to build the same again. */
export interface SignatureBase {
  /** The bytes to sign, as text (RFC 9421 §2.5). */
  readonly base: string;
  /** The inner list of components with its parameters: the value for `Signature-Input`. */
  readonly parameters: string;
}

/**
 * Builds the signature base of a request (RFC 9421 §2.5).
 *
 * @throws TypeError where a component is missing, doubled or unprintable; a caller's mistake, never a value's.
 */
export function signatureBase(
  message: SignedMessage,
  signature: { readonly components: readonly string[]; readonly parameters: SignatureParameters },
): SignatureBase {
  const { components } = signature;
  if (new Set(components).size !== components.length) {
    throw new TypeError('A component is signed twice (RFC 9421 §2.5).');
  }
  const names = components.map((name) => `"${name}"`).join(' ');
  const written = signature.parameters.map(([name, value]) => `;${name}=${serialize(value)}`).join('');
  const parameters = `(${names})${written}`;
  const lines = components.map((name) => `"${name}": ${componentValue(message, name)}`);
  return { base: [...lines, `"@signature-params": ${parameters}`].join('\n'), parameters };
}

/** Writes a parameter as a structured field (RFC 9651 §4.1.4 and §4.1.6). */
function serialize(value: string | number): string {
  if (typeof value === 'string') {
    if (!/^[\x20-\x7e]*$/.test(value))
      throw new TypeError('A signature parameter has a character outside ASCII.');
    return `"${value.replace(/["\\]/g, '\\$&')}"`;
  }
  if (!Number.isSafeInteger(value) || Math.abs(value) > 999_999_999_999_999) {
    throw new TypeError('A signature parameter is not an integer of at most 15 digits.');
  }
  return String(value);
}
