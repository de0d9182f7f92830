import type { Routes } from '../route.js';

/** The public keys that verify access tokens, and those that fields are encrypted for (RFC 7517 §5). */
export const jwksRoutes = {
  get: {
    id: 'jwks.get',
    service: 'consumer',
    method: 'GET',
    path: '/.well-known/jwks.json',
    auth: [[]],
    retry: 'safe',
    stability: 'extension',
  },
  getEncryption: {
    id: 'jwks.getEncryption',
    service: 'consumer',
    method: 'GET',
    path: '/.well-known/encryption-keys.json',
    auth: [[]],
    retry: 'safe',
    stability: 'extension',
  },
} as const satisfies Routes;
