import { Auth0Client } from '@auth0/auth0-spa-js';

const audience = 'default';
const scope = 'openid profile email offline_access';

export const create = ({ origin, clientId }) =>
  new Auth0Client({
    domain: origin,
    clientId,
    useRefreshTokens: true,
    cacheLocation: 'localstorage',
    authorizationParams: { scope },
  });

/** Written as its own cache writes it after a sign-in. */
export function seed({ clientId }, pair) {
  const claims = JSON.parse(atob(pair.idToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  const decodedToken = {
    claims: { ...claims, __raw: pair.idToken },
    user: { sub: claims.sub, name: claims.name },
  };
  const body = {
    client_id: clientId,
    audience,
    scope,
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_in: pair.expiresIn,
  };
  const key = `@@auth0spajs@@::${clientId}::${audience}::${scope}`;
  const userKey = `@@auth0spajs@@::${clientId}::@@user@@`;
  const expiresAt = Math.floor(Date.now() / 1000) + pair.expiresIn;
  localStorage.setItem(key, JSON.stringify({ body, expiresAt }));
  localStorage.setItem(userKey, JSON.stringify({ id_token: pair.idToken, decodedToken }));
  document.cookie = `auth0.${clientId}.is.authenticated=true; path=/`;
}

export const getToken = (client) => client.getTokenSilently();
export const refresh = (client) => client.getTokenSilently({ cacheMode: 'off' });
export const signOut = (client) => client.logout({ openUrl: false });
