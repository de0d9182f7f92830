import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { accessToken, profiles, type AccessTokenClaims, type Jwks } from '@fanfare/contract';
import { calculateJwkThumbprint, errors, exportJWK, jwtVerify, SignJWT } from 'jose';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import type { Consumer } from '../state/consumers.js';
import type { SessionRecord } from '../state/sessions.js';
import { isCanonicalJws } from './is-canonical-jws.js';
import { documentedClaims, furtherClaims } from './token-claims.js';

/** Makes and checks access tokens, and publishes the keys that verify them. */
export interface AccessTokens {
  issue(session: SessionRecord, consumer: Consumer): Promise<IssuedToken>;
  /**
   * Checks signature, type, issuer, audience and expiry on the platform's clock.
   *
   * @throws {MockRefusal} `token_expired` or `invalid_token`.
   */
  verify(token: string): Promise<AccessTokenClaims>;
  jwks(): Promise<Jwks>;
  /** Signs with a new key from now on; the old one goes on verifying. */
  roll(): void;
}

/** A signed token. */
export interface IssuedToken {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly kid: string;
  readonly jwk: Jwks['keys'][number];
}

/** Makes the platform's tokens, with a fresh Ed25519 key. */
export function createAccessTokens(context: MockContext): AccessTokens {
  const audience = profiles[context.profile].audience ? accessToken.audience : undefined;
  let keys: readonly Promise<SigningKey>[] = [generateSigningKey()];

  const keyFor = async (kid: string | undefined): Promise<KeyObject> => {
    const known = (await Promise.all(keys)).find((key) => key.kid === kid);
    if (known === undefined) throw new errors.JWSInvalid('unknown kid');
    return known.publicKey;
  };

  return {
    async issue(session, consumer) {
      const [key] = await Promise.all(keys.slice(0, 1));
      if (key === undefined) throw new Error('There is always a key.');
      const iat = Math.floor(context.clock.now() / 1000);
      const exp = iat + context.settings.accessTokenTtlSeconds;
      const token = await new SignJWT({
        ...documentedClaims(session, consumer),
        ...(audience && furtherClaims(session, consumer)),
        iat,
        exp,
      })
        .setProtectedHeader({ alg: 'EdDSA', typ: accessToken.type, kid: key.kid })
        .setJti(context.newId('jti'))
        .sign(key.privateKey);
      return { token, expiresAt: exp * 1000 };
    },
    async verify(token) {
      if (!isCanonicalJws(token)) return refuseToken();
      try {
        const { payload } = await jwtVerify<AccessTokenClaims>(token, ({ kid }) => keyFor(kid), {
          algorithms: ['EdDSA'],
          typ: accessToken.type,
          issuer: accessToken.issuer,
          ...(audience && { audience }),
          requiredClaims: [...accessToken.requiredClaims],
          currentDate: new Date(context.clock.now()),
        });
        return payload as AccessTokenClaims; // signed by `issue` above, which writes every claim
      } catch (error) {
        if (error instanceof errors.JWTExpired)
          refuse('token_expired', 'The access token has expired; refresh it.');
        if (error instanceof errors.JOSEError) return refuseToken();
        throw error;
      }
    },
    async jwks() {
      return { keys: (await Promise.all(keys)).map((key) => key.jwk) };
    },
    roll() {
      keys = [generateSigningKey(), ...keys];
    },
  };
}

function refuseToken(): never {
  return refuse('invalid_token', 'The access token is not one that this platform issued.');
}

async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = await exportJWK(publicKey);
  if (x === undefined) throw new Error('An Ed25519 key has a coordinate x (RFC 8037 §2).');
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x });
  return {
    privateKey,
    publicKey,
    kid,
    jwk: { kty: 'OKP', kid, alg: 'EdDSA', use: 'sig', crv: 'Ed25519', x },
  };
}
