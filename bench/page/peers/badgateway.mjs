import { OAuth2Client, OAuth2Fetch } from '@badgateway/oauth2-client';

const key = 'oauth2-token';

/** Keeps nothing by itself: the application stores the token, here in localStorage, as its README shows. */
export const create = ({ origin, clientId }) =>
  new OAuth2Fetch({
    client: new OAuth2Client({ server: origin, clientId, tokenEndpoint: '/oauth/token' }),
    getNewToken: () => null,
    getStoredToken: () => JSON.parse(localStorage.getItem(key)),
    storeToken: (token) => localStorage.setItem(key, JSON.stringify(token)),
  });

export function seed(env, { accessToken, refreshToken, expiresIn }) {
  localStorage.setItem(
    key,
    JSON.stringify({ accessToken, refreshToken, expiresAt: Date.now() + expiresIn * 1000 }),
  );
}

export const getToken = (client) => client.getAccessToken();
export const refresh = (client) => client.refreshToken();
export const signOut = () => localStorage.removeItem(key);
