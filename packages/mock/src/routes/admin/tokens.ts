import { introspectToken } from '../../auth/introspect-token.js';
import type { HandlersOf } from '../../handler.js';

/** Access tokens of consumers, as the platform knows them. */
export const adminTokenHandlers: HandlersOf<'admin.tokens.introspect'> = {
  'admin.tokens.introspect': ({ context, principal: { tenant }, body }) =>
    introspectToken(context, { tenant, token: body.token }),
};
