import type { Routes } from '../route.js';

/** The public keys that verify access tokens (RFC 7517 §5). */
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
} as const satisfies Routes;
