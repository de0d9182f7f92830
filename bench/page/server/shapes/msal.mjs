import { oauthShape } from '../oauth-shape.mjs';

/** The v2.0 token endpoint; a refusal comes as Entra ID sends it. */
export const shape = oauthShape({
  path: '/oauth/token',
  refusal: (outcome) => ({
    status: 400,
    body: {
      error: 'invalid_grant',
      error_description: `AADSTS70008: ${outcome}`,
      suberror: 'bad_token',
      error_codes: [70008],
    },
  }),
});
