import { oauthShape } from '../oauth-shape.mjs';

/** `POST /oauth/token`; a refusal comes as Auth0 sends it, with 403. */
export const shape = oauthShape({
  path: '/oauth/token',
  refusal: () => ({
    status: 403,
    body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
  }),
});
