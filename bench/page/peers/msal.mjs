import { CacheLookupPolicy, loadExternalTokens, PublicClientApplication } from '@azure/msal-browser';

const authority = 'https://login.example/bench/'; // its addresses are told below; nothing is asked there
const scopes = ['openid', 'profile', 'email', 'offline_access'];

function configure({ origin, clientId }) {
  const metadata = {
    issuer: `${origin}/`,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    end_session_endpoint: `${origin}/logout`,
    jwks_uri: `${origin}/keys`,
  };
  return {
    auth: {
      clientId,
      authority,
      knownAuthorities: ['login.example'],
      authorityMetadata: JSON.stringify(metadata),
      redirectUri: `${origin}/callback`,
    },
    cache: { cacheLocation: 'localStorage' },
    system: { protocolMode: 'OIDC' },
  };
}

export async function create(env) {
  const application = new PublicClientApplication(configure(env));
  await application.initialize();
  return application;
}

export async function seed(env, pair) {
  const answer = {
    access_token: pair.accessToken,
    id_token: pair.idToken,
    refresh_token: pair.refreshToken,
    expires_in: pair.expiresIn,
    ext_expires_in: pair.expiresIn,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  };
  await loadExternalTokens(configure(env), { scopes, authority }, answer, {});
}

/** Without the hidden frame, which would need a page of the provider: memory, then the refresh token. */
export const getToken = (application) => acquire(application, {});
export const refresh = (application) => acquire(application, { forceRefresh: true });

async function acquire(application, { forceRefresh = false }) {
  const [account] = application.getAllAccounts();
  if (account === undefined) throw new Error('signed out');
  const cacheLookupPolicy = forceRefresh
    ? CacheLookupPolicy.RefreshToken
    : CacheLookupPolicy.AccessTokenAndRefreshToken;
  const { accessToken } = await application.acquireTokenSilent({
    account,
    scopes,
    cacheLookupPolicy,
    forceRefresh,
  });
  return accessToken;
}

export const signOut = (application) => application.clearCache();
