import { createAccessTokens } from '../auth/access-tokens.js';
import type { HandlersOf } from '../handler.js';

/** The public keys that verify access tokens. */
export const jwksHandlers: HandlersOf<'jwks.get'> = {
  'jwks.get': ({ context, answerHeaders }) => {
    answerHeaders.set('cache-control', 'public, max-age=60');
    return context.use(createAccessTokens).jwks();
  },
};
