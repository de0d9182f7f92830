/** Cognito's user pool API: one path, the operation in a header. */
export const shape = {
  isRefresh: ({ headers }) =>
    /\.(GetTokensFromRefreshToken|InitiateAuth)$/.test(headers['x-amz-target'] ?? ''),
  spent: ({ body }) => body.RefreshToken ?? body.AuthParameters?.REFRESH_TOKEN,
  answer: (pair) => ({
    AuthenticationResult: {
      AccessToken: pair.accessToken,
      IdToken: pair.idToken,
      RefreshToken: pair.refreshToken,
      ExpiresIn: pair.expiresIn,
      TokenType: 'Bearer',
    },
  }),
  refusal: () => ({
    status: 400,
    body: { __type: 'NotAuthorizedException', message: 'Refresh Token has been revoked' },
  }),
  failure: ({ status }) => ({
    __type: status === 429 ? 'TooManyRequestsException' : 'InternalErrorException',
    message: 'out of order',
  }),
  other: ({ headers }, { world }) => {
    if (headers['x-amz-target']?.endsWith('.RevokeToken')) world.family.revoke();
    return { status: 200, body: {} };
  },
};
