const tokenPath = '/securetoken.googleapis.com/v1/token';
const account = { localId: 'user_1', email: 'ada@example.com', lastLoginAt: '1', createdAt: '1' };

/** Secure Token and Identity Toolkit, under the paths of the emulator. Google's own refresh tokens do not rotate: these do. */
export const shape = {
  isRefresh: ({ path }) => path === tokenPath,
  spent: ({ body }) => body.refresh_token,
  answer: (pair) => ({
    access_token: pair.accessToken,
    id_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_in: String(pair.expiresIn),
    token_type: 'Bearer',
    user_id: 'user_1',
    project_id: '1',
  }),
  refusal: () => ({
    status: 400,
    body: { error: { code: 400, message: 'TOKEN_EXPIRED', status: 'INVALID_ARGUMENT' } },
  }),
  failure: ({ status }) => ({ error: { code: status, message: 'QUOTA_EXCEEDED', status: 'UNAVAILABLE' } }),
  other: ({ path }, { pair }) => {
    if (path.endsWith('accounts:lookup')) return { status: 200, body: { users: [account] } };
    const { accessToken, refreshToken, expiresIn } = pair;
    return {
      status: 200,
      body: { idToken: accessToken, refreshToken, expiresIn: String(expiresIn), localId: 'user_1' },
    };
  },
};
