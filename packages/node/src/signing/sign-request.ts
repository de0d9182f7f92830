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

/**
 * Signs one attempt of a request (RFC 9421, RFC 9530) with the fixed list of components that the contract
 * names, so that a signature cannot cover too little.
 *
 * @returns the headers to add: `signature-input`, `signature`, and `content-digest` where there is a body.
 */
export async function signRequest(
  request: RequestToSign,
  options: SigningOptions,
): Promise<Record<string, string>> {
  const { key, created, nonce } = options;
  const { label, tag, lifetimeSeconds } = requestSignature;
  const body = request.body?.byteLength ? request.body : undefined;
  const digest: Record<string, string> =
    body === undefined ? {} : { [headers.contentDigest]: await contentDigest(body) };
  const values = {
    created,
    expires: created + lifetimeSeconds,
    nonce,
    keyid: key.keyId,
    alg: key.algorithm,
    tag,
  };
  const { base, parameters } = signatureBase(
    { method: request.method, url: request.url, headers: { ...request.headers, ...digest } },
    {
      components: [
        ...requestSignature.components,
        ...(body === undefined ? [] : requestSignature.bodyComponents),
        ...(safeMethods.has(request.method) ? [] : requestSignature.unsafeComponents),
      ],
      parameters: requestSignature.parameters.map((name) => [name, values[name]] as const),
    },
  );
  return {
    ...digest,
    [headers.signatureInput]: `${label}=${parameters}`,
    [headers.signature]: `${label}=:${await key.sign(base)}:`,
  };
}
