import { oauthShape } from '../oauth-shape.mjs';

const user = {
  object: 'user',
  id: 'user_1',
  email: 'ada@example.com',
  email_verified: true,
  first_name: 'Ada',
  last_name: 'L',
};

/** `POST /user_management/authenticate` with JSON. */
export const shape = oauthShape({
  path: '/user_management/authenticate',
  answer: (pair) => ({
    user,
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    authentication_method: 'Password',
  }),
});
