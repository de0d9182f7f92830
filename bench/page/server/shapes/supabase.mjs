const user = {
  id: 'user_1',
  aud: 'authenticated',
  email: 'ada@example.com',
  app_metadata: {},
  user_metadata: {},
};

/** GoTrue: `POST /token?grant_type=refresh_token`, `POST /logout`. */
export const shape = {
  isRefresh: ({ path, query }) => path === '/token' && query.get('grant_type') === 'refresh_token',
  spent: ({ body }) => body.refresh_token,
  answer: (pair) => ({
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    token_type: 'bearer',
    expires_in: pair.expiresIn,
    expires_at: pair.expiresAt,
    user,
  }),
  refusal: () => ({
    status: 400,
    body: { code: 400, error_code: 'refresh_token_already_used', msg: 'Invalid Refresh Token: Already Used' },
  }),
  failure: ({ status }) => ({
    code: status,
    error_code: status === 429 ? 'over_request_rate_limit' : 'unexpected_failure',
    msg: '…',
  }),
  other: ({ path }, { world }) => {
    if (path === '/logout') world.family.revoke();
    return { status: 200, body: {} };
  },
};
