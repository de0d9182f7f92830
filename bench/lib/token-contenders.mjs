import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { verifyConsumerToken } from '../../packages/node/dist/tokens/index.js';

const pairs = {
  EdDSA: () => generateKeyPairSync('ed25519'),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
const issuer = 'consumer-app';
const audience = 'fanfare:consumer';

/** Signs tokens as the platform does, each of them another one. */
export async function makeTokens(alg, count) {
  const { SignJWT, exportJWK } = await import('jose');
  const { privateKey, publicKey } = pairs[alg]();
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg, use: 'sig' };
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    org: 'org_1',
    sid: 'ses_1',
    consumerId: 'csm_1',
    organizationId: 'org_1',
    sessionId: 'ses_1',
  };
  const tokens = Array.from({ length: count }, (_, index) =>
    new SignJWT({ ...claims, isGuest: true, mode: 'live', jti: `jti_${index}`, iat, exp: iat + 3600 })
      .setProtectedHeader({ alg, kid: 'key-1', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject('csm_1')
      .sign(privateKey),
  );
  return { jwk, pem: publicKey.export({ format: 'pem', type: 'spki' }), tokens: await Promise.all(tokens) };
}

/**
 * Everybody who can verify such a token, told to check as much as they can: signature, issuer, audience, times. Ours checks more than that
 * (spelling, names that stand twice, type, session, organization), which is in its figure.
 */
export async function contenders(alg, { jwk, pem }) {
  const jwks = { keys: [jwk] };
  const given = { jwks, organizationId: 'org_1', mode: 'live' };
  return {
    ours: (token) => verifyConsumerToken(token, { ...given, cache: false }),
    'ours, remembered': (token) => verifyConsumerToken(token, given),
    ...(await withJose(jwks, alg)),
    ...(await withFastJwt(pem, alg)),
    ...(await withAws(jwks)),
    ...(alg === 'RS256' && (await withClerk(pem))),
  };
}

async function withJose(jwks, alg) {
  const { createLocalJWKSet, jwtVerify } = await import('jose');
  const keys = createLocalJWKSet(jwks);
  const options = {
    algorithms: [alg],
    typ: 'at+jwt',
    issuer,
    audience,
    requiredClaims: ['sub', 'jti', 'iat', 'exp'],
  };
  return { 'jose jwtVerify': (token) => jwtVerify(token, keys, options) };
}

async function withFastJwt(pem, alg) {
  const { createVerifier } = await import('fast-jwt');
  const options = {
    key: pem,
    algorithms: [alg],
    allowedIss: issuer,
    allowedAud: audience,
    requiredClaims: ['sub', 'exp'],
  };
  return {
    'fast-jwt': createVerifier({ ...options, cache: false }),
    'fast-jwt, remembered': createVerifier({ ...options, cache: 1000 }),
  };
}

async function withAws(jwks) {
  const { JwtVerifier } = await import('aws-jwt-verify');
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri: 'https://keys.example/jwks.json' });
  verifier.cacheJwks(jwks);
  return { 'aws-jwt-verify': (token) => verifier.verifySync(token) };
}

async function withClerk(pem) {
  const { verifyToken } = await import('@clerk/backend');
  const jwtKey = createPublicKey(pem).export({ format: 'pem', type: 'spki' });
  return { 'clerk verifyToken': (token) => verifyToken(token, { jwtKey, audience, headerType: 'at+jwt' }) };
}
