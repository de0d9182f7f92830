import { headers, requestSignature } from '@fanfare/contract';
import { contentDigest } from './content-digest.js';
import { signatureBase, type SignedMessage } from './signature-base.js';
import type { SigningKey } from './signing-key.js';

/** A request to sign. */
export interface RequestToSign extends SignedMessage {
  /** The raw bytes that travel. A body of no bytes is none: a receiver cannot tell the two apart. */
  readonly body: Uint8Array | undefined;
}

/** With what, and when. */
export interface SigningOptions {
  readonly key: SigningKey;
  /** Seconds since the epoch. */
  readonly created: number;
  /** Different for every attempt. */
  readonly nonce: string;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const { components: always, bodyComponents, unsafeComponents, versionComponents } = requestSignature;
const safe = coveredWith([]);
const unsafe = coveredWith(unsafeComponents);

interface Covered {
  readonly bare: readonly string[];
  readonly withBody: readonly string[];
}

/** The lists of all kinds of requests, made once; `versioned` are those of requests that name the version of the wire. */
function coveredWith(more: readonly string[]): Covered & { readonly versioned: Covered } {
  const lists = (added: readonly string[]): Covered => ({
    bare: [...always, ...added],
    withBody: [...always, ...bodyComponents, ...added],
  });
  return { ...lists(more), versioned: lists([...more, ...versionComponents]) };
}

/**
 * Signs one attempt of a request (RFC 9421, RFC 9530) with the fixed list of components that the contract
 * names, so that a signature cannot cover too little.
 *
 * @returns the headers to add: `signature-input`, `signature`, and `content-digest` where there is a body.
 */
export async function signRequest(
  { method, url, headers: given, body }: RequestToSign,
  { key, created, nonce }: SigningOptions,
): Promise<Record<string, string>> {
  const { label, tag, lifetimeSeconds } = requestSignature;
  const added: Record<string, string> = {};
  const hasBody = body !== undefined && body.byteLength > 0;
  if (hasBody) {
    const digest = contentDigest(body);
    added[headers.contentDigest] = typeof digest === 'string' ? digest : await digest;
  }
  const expires = created + lifetimeSeconds;
  const values = { created, expires, nonce, keyid: key.keyId, alg: key.algorithm, tag };
  const rows = safeMethods.has(method) ? safe : unsafe;
  const covered = given[headers.apiVersion] === undefined ? rows : rows.versioned;
  const { base, parameters } = signatureBase(
    { method, url, headers: hasBody ? { ...given, ...added } : given },
    {
      components: covered[hasBody ? 'withBody' : 'bare'],
      parameters: requestSignature.parameters.map((name) => [name, values[name]] as const),
    },
  );
  const signature = key.sign(base);
  added[headers.signatureInput] = `${label}=${parameters}`;
  added[headers.signature] = `${label}=:${typeof signature === 'string' ? signature : await signature}:`;
  return added;
}
