const statuses = { reused: 400, revoked: 400 };

/** The token endpoint of RFC 6749, as most peers expect it; a peer changes what is different there. */
export function oauthShape({ path, other = () => ({ status: 200, body: {} }), ...rest }) {
  return {
    isRefresh: (request) => request.path === path && request.body.grant_type === 'refresh_token',
    spent: ({ body }) => body.refresh_token,
    answer: (pair) => ({
      access_token: pair.accessToken,
      id_token: pair.idToken,
      refresh_token: pair.refreshToken,
      token_type: 'Bearer',
      expires_in: pair.expiresIn,
      scope: 'openid profile email offline_access',
    }),
    refusal: (outcome) => ({
      status: statuses[outcome],
      body: { error: 'invalid_grant', error_description: `refresh token ${outcome}` },
    }),
    other,
    ...rest,
  };
}
