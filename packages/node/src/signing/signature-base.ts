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
  if (components.some((name, index) => components.indexOf(name) < index)) {
    throw new TypeError('A component is signed twice (RFC 9421 §2.5).');
  }
  let names = '';
  let lines = '';
  for (const name of components) {
    names += names === '' ? `"${name}"` : ` "${name}"`;
    lines += `"${name}": ${componentValue(message, name)}\n`;
  }
  let parameters = `(${names})`;
  for (const [name, value] of signature.parameters) parameters += `;${name}=${serialize(value)}`;
  return { base: `${lines}"@signature-params": ${parameters}`, parameters };
}

/** Writes a parameter as a structured field (RFC 9651 §4.1.4 and §4.1.6). */
function serialize(value: string | number): string {
  if (typeof value === 'string') {
    if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(value)) return `"${value}"`; // nothing to escape
    if (!/^[\x20-\x7e]*$/.test(value))
      throw new TypeError('A signature parameter has a character outside ASCII.');
    return `"${value.replace(/["\\]/g, '\\$&')}"`;
  }
  if (!Number.isSafeInteger(value) || Math.abs(value) > 999_999_999_999_999) {
    throw new TypeError('A signature parameter is not an integer of at most 15 digits.');
  }
  return String(value);
}
