import { createAccessTokens } from '../auth/access-tokens.js';
import { createFieldKeys } from '../encryption/encryption-keys.js';
import type { HandlersOf } from '../handler.js';

/** The public keys that verify access tokens, and those that fields are encrypted for. */
export const jwksHandlers: HandlersOf<'jwks.get' | 'jwks.getEncryption'> = {
  'jwks.get': ({ context, answerHeaders }) => {
    answerHeaders.set('cache-control', 'public, max-age=60');
    return context.use(createAccessTokens).jwks();
  },
  'jwks.getEncryption': ({ context, answerHeaders }) => {
    answerHeaders.set('cache-control', 'public, max-age=60');
    return context.use(createFieldKeys).jwks();
  },
};
