export { corsHeaders, type CorsOptions } from './cors-headers.js';
export { createCsrf, type Csrf, type CsrfOptions, type IssuedCsrf } from './csrf.js';
export { csp, cspNonce, type CspOptions } from './csp.js';
export { securityHeaders, type SecurityHeadersOptions } from './security-headers.js';
export { sessionCookie, type SessionCookie } from './session-cookie.js';
export type { HostCookie } from './serialize-cookie.js';
export type { SealingKeyOption } from '../sealing/import-sealing-keys.js';
export type { SealingKeysOption } from '../sealing/key-ring.js';
