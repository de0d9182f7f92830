import { createHash } from 'node:crypto';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = Buffer.alloc(64, 7).toString('base64url'); // no page checks it: that is the business of a backend

/** The client of every peer, and the shopper. */
export const clientId = 'bench';
export const lifetimeSeconds = 3_600;
const shopper = '8f6c1b0e-6a57-4f6b-9d3c-0c7f1f0f7a11';

/** Writes the pair of tokens, with an ID token beside it, for all peers alike. */
export function mint({ origin, family, atMs, boundTo }) {
  const iat = Math.floor(atMs / 1000);
  const exp = iat + lifetimeSeconds;
  const common = { iss: `${origin}/`, sub: shopper, iat, exp, sid: 'session_1', jti: `${family.generation}` };
  const cnf = boundTo === undefined ? {} : { cnf: { jkt: boundTo } };
  const names = { email: 'ada@example.com', name: 'Ada', preferred_username: 'ada' };
  const tenant = { tid: shopper, oid: shopper, token_use: 'access', client_id: clientId };
  return {
    accessToken: jwt('at+jwt', { ...common, ...tenant, ...cnf, aud: 'fanfare:consumer', org: 'org_1' }),
    idToken: jwt('JWT', { ...common, ...tenant, ...names, aud: clientId }),
    refreshToken: family.current,
    expiresIn: lifetimeSeconds,
    expiresAt: exp,
    isBound: boundTo !== undefined,
  };
}

function jwt(typ, claims) {
  return `${encode({ alg: 'RS256', typ, kid: 'key_1' })}.${encode(claims)}.${signature}`;
}

/** The thumbprint (RFC 7638) of the key in a proof of possession, if one was sent. */
export function thumbprint(proof) {
  if (proof === undefined) return undefined;
  const { jwk } = JSON.parse(Buffer.from(proof.split('.')[0], 'base64url'));
  const { crv, kty, x, y } = jwk;
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
