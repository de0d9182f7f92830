import { headers as names, requestSignature } from '@fanfare/contract';
import { AuthenticationError, checkOptions, OptionsError, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock, checkMethods } from '../check-option.js';
import { equalBytes } from '../bytes/equal-bytes.js';
import { contentDigest } from './content-digest.js';
import type { NonceStore } from './nonce-store.js';
import { readSignature, type ReadSignature } from './read-signature.js';
import { signatureBase, type SignedMessage } from './signature-base.js';
import { verifyingKeys, type RequestKey } from './verifying-key.js';

/** A request as it arrived. */
export interface SignedRequest {
  readonly method: string;
  /** The address that the caller used: behind a proxy, the one in front of it. */
  readonly url: string | URL;
  readonly headers: Headers | Readonly<Record<string, string>>;
  /** The raw bytes. @default none */
  readonly body?: Uint8Array | undefined;
}

/** Whose requests are taken. */
export interface VerifyRequestOptions {
  /** The keys that may sign: secret keys, and public Ed25519 keys as JWK. */
  readonly keys: readonly RequestKey[];
  /** The hosts that requests may be made for, with their ports where those are not the usual ones. */
  readonly authorities: readonly string[];
  /** Lets each signature be used once; shared by all processes. */
  readonly nonces: NonceStore;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

/** A request that was verified. */
export interface VerifiedRequest {
  /** Names the key that signed it. */
  readonly keyId: string;
}

type Refusal =
  | 'signature_required'
  | 'signature_malformed'
  | 'signature_incomplete'
  | 'signature_expired'
  | 'signature_authority_mismatch'
  | 'content_digest_mismatch'
  | 'key_invalid'
  | 'signature_mismatch'
  | 'nonce_reused';

/** The longest that is read of the headers of a signature. */
const maxHeader = 8_192;

/**
 * Verifies a request that was signed as this SDK signs its own (RFC 9421, RFC 9530), such as one of another service of yours. It covers method, host, path,
 * query, body and idempotency key, is good for a minute, and once.
 *
 * @throws AuthenticationError `signature_required`, `signature_malformed`, `key_invalid`, `signature_incomplete`, `signature_expired`,
 *   `signature_authority_mismatch`, `content_digest_mismatch`, `signature_mismatch`, `nonce_reused`: answer 401; OptionsError
 *   `invalid_options`; what the nonce store throws
 * @example
 * ```ts
 * import { memoryNonceStore, verifyRequest } from '@fanfare/node';
 *
 * const nonces = memoryNonceStore(); // one that your processes share, where there are several
 *
 * export async function POST(request: Request): Promise<Response> {
 *   const body = new Uint8Array(await request.arrayBuffer());
 *   const { method, url, headers } = request;
 *   const keys = [process.env['TILL_SECRET_KEY'] ?? ''];
 *   await verifyRequest({ method, url, headers, body }, { keys, nonces, authorities: ['orders.shop.example'] });
 *   return Response.json({ taken: true });
 * }
 * ```
 */
export async function verifyRequest(
  request: SignedRequest,
  options: VerifyRequestOptions,
): Promise<VerifiedRequest> {
  checkOptions(options, ['keys', 'authorities', 'nonces', 'clock'], 'verifyRequest');
  const { authorities, nonces, clock = systemClock } = options;
  checkClock(clock);
  checkMethods({ nonces: nonces ?? null }, ['claim']);
  if (!Array.isArray(authorities) || authorities.length === 0)
    throw new OptionsError('verifyRequest needs authorities: the hosts that requests may be made for.');
  const keys = await verifyingKeys(options.keys);

  const message = messageOf(request);
  const found = readHeaders(message);
  const { keyid, alg, nonce, expires } = checkParameters(found);
  const key = keys.find(({ keyId }) => keyId === keyid);
  if (key === undefined) refuse('key_invalid', 'no key has the keyid of the signature');
  // By the key and never by the signature: whoever knows a public key could make an HMAC with it.
  if (key.algorithm !== alg) refuse('signature_malformed', `the key does not sign with ${key.algorithm}`);
  const body = request.body ?? new Uint8Array();
  checkCoverage(message, { found, hasBody: body.byteLength > 0 });
  checkTime(found, clock.now() / 1000);
  if (!authorities.includes(message.url.host))
    refuse('signature_authority_mismatch', 'it was made for another host');
  if (body.byteLength > 0) await checkDigest(message, body);
  if (!(await key.verify(baseOf(message, found), found.value)))
    refuse('signature_mismatch', 'the signature does not fit the request');
  // Last: whoever has no key must not be able to use up nonces.
  if (!(await nonces.claim(`${keyid} ${nonce}`, (expires + requestSignature.maxSkewSeconds) * 1000)))
    refuse('nonce_reused', 'the signature has been used before');
  return { keyId: key.keyId };
}

function refuse(code: Refusal, what: string): never {
  throw new AuthenticationError(`The request was refused: ${what}.`, { code, status: 401 });
}

function messageOf({ method, url, headers }: SignedRequest): SignedMessage {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  const fields = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return { method, url: new URL(url), headers: fields };
}

function readHeaders({ headers }: SignedMessage): ReadSignature {
  const [input, signature] = [headers[names.signatureInput], headers[names.signature]];
  if (input === undefined && signature === undefined) refuse('signature_required', 'it is not signed');
  const isShort = [input, signature].every((text) => text !== undefined && text.length <= maxHeader);
  const found = isShort ? readSignature(input ?? '', signature ?? '') : undefined;
  return found ?? refuse('signature_malformed', 'its signature does not have the form of one');
}

interface Parameters {
  readonly keyid: string;
  readonly alg: string;
  readonly nonce: string;
  readonly created: number;
  readonly expires: number;
}

function checkParameters({ parameters }: ReadSignature): Parameters {
  const { keyid, alg, nonce, tag, created, expires } = Object.fromEntries(parameters);
  const isWhole = [keyid, alg, nonce, tag].every((text) => typeof text === 'string' && text !== '');
  if (!isWhole || typeof created !== 'number' || typeof expires !== 'number' || tag !== requestSignature.tag)
    refuse('signature_malformed', 'a parameter of its signature is missing or wrong');
  return { keyid, alg, nonce, created, expires } as Parameters; // checked above
}

/** What is there and not covered could have been added by anybody on the way. */
function checkCoverage(
  { method, headers }: SignedMessage,
  { found, hasBody }: { readonly found: ReadSignature; readonly hasBody: boolean },
): void {
  const { components, bodyComponents, unsafeComponents, versionComponents } = requestSignature;
  const isUnsafe = !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
  const present = [...bodyComponents, ...unsafeComponents, ...versionComponents].filter(
    (name) => headers[name] !== undefined,
  );
  const due = [
    ...components,
    ...(hasBody ? bodyComponents : []),
    ...(isUnsafe ? unsafeComponents : []),
    ...present,
  ];
  const missing = due.find((name) => !found.components.includes(name));
  const absent = found.components.find((name) => !name.startsWith('@') && headers[name] === undefined);
  const open = missing ?? absent;
  if (open !== undefined)
    refuse('signature_incomplete', `its signature does not cover ${open}, or it is not there`);
}

function checkTime(found: ReadSignature, now: number): void {
  const { created, expires } = checkParameters(found);
  const { maxAgeSeconds, maxSkewSeconds } = requestSignature;
  if (created > now + maxSkewSeconds || expires < now || expires < created || created < now - maxAgeSeconds)
    refuse('signature_expired', 'its signature is too old, or from the future');
}

async function checkDigest({ headers }: SignedMessage, body: Uint8Array): Promise<void> {
  const stated = (headers[names.contentDigest] ?? '').split(',').map((member) => member.trim());
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const own = encode(await contentDigest(body));
  if (!stated.some((member) => equalBytes(encode(member), own)))
    refuse('content_digest_mismatch', 'its body is not the one of its digest');
}

function baseOf(message: SignedMessage, { components, parameters }: ReadSignature): string {
  try {
    return signatureBase(message, { components, parameters }).base;
  } catch {
    return refuse('signature_malformed', 'its signature covers what cannot be signed');
  }
}
