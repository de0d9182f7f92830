import { User, UserManager, WebStorageStateStore } from 'oidc-client-ts';

export const create = ({ origin, clientId }) =>
  new UserManager({
    authority: origin,
    client_id: clientId,
    redirect_uri: `${origin}/callback`,
    scope: 'openid profile email offline_access',
    userStore: new WebStorageStateStore({ store: localStorage }), // for several tabs
    metadata: {
      issuer: `${origin}/`,
      token_endpoint: `${origin}/oauth/token`,
      authorization_endpoint: `${origin}/authorize`,
    },
  });

export async function seed(env, pair) {
  const user = new User({
    access_token: pair.accessToken,
    id_token: pair.idToken,
    refresh_token: pair.refreshToken,
    token_type: 'Bearer',
    scope: 'openid profile email offline_access',
    profile: JSON.parse(atob(pair.idToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))),
    expires_at: Math.floor(Date.now() / 1000) + pair.expiresIn,
  });
  const manager = create(env);
  await manager.storeUser(user);
  manager.stopSilentRenew();
}

/** As its documentation has it: the stored user, renewed when expired. */
export async function getToken(manager) {
  const user = await manager.getUser();
  if (user === null) throw new Error('signed out');
  if (!user.expired) return user.access_token;
  const renewed = await manager.signinSilent();
  return renewed.access_token;
}

export const refresh = (manager) => manager.signinSilent();
export const signOut = (manager) => manager.removeUser();
