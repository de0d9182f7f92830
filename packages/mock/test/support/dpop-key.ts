import { createHash, generateKeyPairSync, randomUUID, sign, type JsonWebKey } from 'node:crypto';
import type { MockPlatform } from '@fanfare/mock';

/** What a test changes about a good proof. */
export interface ProofChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs in place of the key that the header shows. */
  readonly signer?: DpopKey;
}

/** The call that a proof is made for. */
export interface ProofFor {
  readonly method: string;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The access token beside it. */
  readonly token?: string | undefined;
  readonly nonce?: string | undefined;
}

/** A key of a page, made with node:crypto alone, so that nothing here shares code with what checks it. */
export interface DpopKey {
  readonly jwk: JsonWebKey;
  readonly privateJwk: JsonWebKey;
  /** RFC 7638. */
  readonly thumbprint: string;
  sign(input: string): string;
  prove(call: ProofFor, changes?: ProofChanges): string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes a new key. */
export function dpopKey(alg: 'ES256' | 'EdDSA' = 'ES256'): DpopKey {
  const { publicKey, privateKey } =
    alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const key: DpopKey = {
    jwk,
    privateJwk: privateKey.export({ format: 'jwk' }),
    thumbprint: thumbprintOf(jwk),
    sign: (input) =>
      sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(input), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363',
      }).toString('base64url'),
    prove({ method, url, now, token, nonce }, { header, claims, signer = key } = {}) {
      const ath = token && createHash('sha256').update(token).digest('base64url');
      const input = [
        { typ: 'dpop+jwt', alg, jwk, ...header },
        { jti: randomUUID(), htm: method, htu: url, iat: Math.floor(now / 1000), ath, nonce, ...claims },
      ];
      const text = input.map(encode).join('.');
      return `${text}.${signer.sign(text)}`;
    },
  };
  return key;
}

/** The thumbprint of an elliptic or Edwards key (RFC 7638 §3.2, RFC 8037 §2). */
export function thumbprintOf({ crv, kty, x, y }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** A call as a page makes it that keeps a key. */
export interface BoundCall {
  readonly key?: DpopKey | undefined;
  /** Goes behind `DPoP`. */
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly nonce?: string | undefined;
  readonly changes?: ProofChanges;
  /** In place of what the call would carry. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface BoundAnswer {
  readonly status: number;
  readonly error: unknown;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** Calls the Consumer service of a platform with proofs of possession. */
export function boundCaller(platform: MockPlatform) {
  const pk = platform.world.organizations[0].keys.test.publishable;
  return async function call(address: string, given: BoundCall = {}): Promise<BoundAnswer> {
    const [method = '', path = ''] = address.split(' ');
    const url = `${platform.origin}/consumer/api${path}`;
    const { key, token, nonce, changes, body } = given;
    const made = { method, url: url.replace(/\?.*/, ''), now: platform.clock.now(), token, nonce };
    const answer = await platform.fetch(url, {
      method,
      headers: {
        'x-publishable-key': pk,
        ...(token !== undefined && { authorization: `DPoP ${token}` }),
        ...(key !== undefined && { dpop: key.prove(made, changes) }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...given.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const read = (text === '' ? {} : JSON.parse(text)) as BoundAnswer['body']; // every answer is an object
    return { status: answer.status, error: read['error'], body: read, headers: answer.headers };
  };
}
