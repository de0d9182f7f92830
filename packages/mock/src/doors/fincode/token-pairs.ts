import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { MockContext } from '../../context.js';
import { refuseFincode } from './fincode-refusal.js';

/** What a login and a refresh answer; the names are those that the prose of the documentation uses. */
export interface TokenPair {
  readonly access_token: string;
  readonly refresh_token: string;
  /** Seconds until the access token expires. */
  readonly expires_in: number;
}

/** Who a good access token belongs to. */
export interface TokenHolder {
  readonly userId: string;
  /** All pairs that follow from one login. */
  readonly familyId: string;
}

/** The tokens that logins lead to. */
export interface TokenPairs {
  open(userId: string): Promise<TokenPair>;
  /**
   * Exchanges a refresh token for the next pair; each works once.
   *
   * @throws {FincodeRefusal} `AUTH_REQUIRED` for one that is not good; `FORBIDDEN` for one that was used, after which no token
   * of its family is good.
   */
  refresh(token: string): Promise<TokenPair>;
  /** @throws {FincodeRefusal} `AUTH_REQUIRED`. */
  holderOf(accessToken: string): Promise<TokenHolder>;
  /**
   * Revokes every token of the login that both belong to.
   *
   * @throws {FincodeRefusal} `AUTH_REQUIRED` where the refresh token is not one of the holder's login.
   */
  revoke(holder: TokenHolder, refreshToken: string): Promise<void>;
}

type Kind = 'access' | 'refresh';
interface Claims extends TokenHolder {
  readonly jti: string;
}

const lifetimeSeconds: Readonly<Record<Kind, number>> = { access: 3600, refresh: 30 * 24 * 3600 };

/** Makes the tokens of a platform. */
export function createTokenPairs({ clock, newId }: MockContext): TokenPairs {
  const secret = randomBytes(32);
  const revoked = new Set<string>();
  const spent = new Set<string>();

  function issue(kind: Kind, { userId, familyId }: TokenHolder): Promise<string> {
    const iat = Math.floor(clock.now() / 1000);
    return new SignJWT({ fam: familyId, iat, exp: iat + lifetimeSeconds[kind] })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(userId)
      .setAudience(kind)
      .setJti(newId('fct'))
      .sign(secret);
  }

  async function pair(holder: TokenHolder): Promise<TokenPair> {
    return {
      access_token: await issue('access', holder),
      refresh_token: await issue('refresh', holder),
      expires_in: lifetimeSeconds.access,
    };
  }

  async function read(kind: Kind, token: string): Promise<Claims> {
    try {
      const { payload } = await jwtVerify<{ fam: string }>(token, secret, {
        algorithms: ['HS256'],
        audience: kind,
        requiredClaims: ['sub', 'jti', 'exp', 'fam'],
        currentDate: new Date(clock.now()),
      });
      return { userId: payload.sub ?? '', familyId: payload.fam, jti: payload.jti ?? '' };
    } catch (error) {
      if (error instanceof errors.JOSEError) return refuseToken(kind);
      throw error;
    }
  }

  return {
    open: (userId) => pair({ userId, familyId: newId('fcf') }),
    async refresh(token) {
      const { jti, ...holder } = await read('refresh', token);
      if (spent.has(jti)) {
        revoked.add(holder.familyId);
        return refuseFincode('FORBIDDEN', 'The refresh token was already used; log in again.');
      }
      if (revoked.has(holder.familyId)) return refuseToken('refresh');
      // Before anything is awaited, so that of two calls at once only one gets a pair.
      spent.add(jti);
      return pair(holder);
    },
    async holderOf(accessToken) {
      const holder = await read('access', accessToken);
      return revoked.has(holder.familyId) ? refuseToken('access') : holder;
    },
    async revoke({ familyId }, refreshToken) {
      const presented = await read('refresh', refreshToken);
      if (presented.familyId !== familyId) return refuseToken('refresh');
      revoked.add(familyId);
    },
  };
}

function refuseToken(kind: Kind): never {
  return refuseFincode('AUTH_REQUIRED', `The ${kind} token is invalid or has expired; log in again.`);
}
