import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Jwks } from '@fanfare/contract';

/** A key of a platform. */
export interface TestKey {
  readonly alg: 'EdDSA' | 'ES256' | 'RS256';
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: Jwks['keys'][number];
}

const makePair: Readonly<Record<TestKey['alg'], () => { privateKey: KeyObject; publicKey: KeyObject }>> = {
  EdDSA: () => generateKeyPairSync('ed25519'),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2_048 }),
};

export function testKey(alg: TestKey['alg'], kid: string): TestKey {
  const { privateKey, publicKey } = makePair[alg]();
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' } as TestKey['jwk']; // of the kinds above
  return { alg, kid, privateKey, publicKey, jwk };
}

export const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes a JWT with node:crypto alone, so that any header and any claims are possible. */
export function makeToken(
  key: TestKey,
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
): string {
  return signToken(key, `${base64url(header)}.${base64url(claims)}`);
}

/** Signs whatever it is given. */
export function signToken(key: TestKey, input: string): string {
  const signature =
    key.alg === 'EdDSA'
      ? sign(null, Buffer.from(input), key.privateKey)
      : sign('sha256', Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** The claims of a good token at a time, in milliseconds. */
export function goodClaims(now: number): Record<string, unknown> {
  const iat = Math.floor(now / 1_000);
  return {
    iss: 'consumer-app',
    aud: 'fanfare:consumer',
    sub: 'csm_1',
    org: 'org_1',
    sid: 'ses_1',
    jti: 'jti_1',
    iat,
    exp: iat + 3_600,
    consumerId: 'csm_1',
    organizationId: 'org_1',
    sessionId: 'ses_1',
    email: 'a@shop.example',
    isGuest: false,
    mode: 'test',
  };
}

export const goodHeader = ({ alg, kid }: TestKey): Record<string, unknown> => ({ alg, kid, typ: 'at+jwt' });
