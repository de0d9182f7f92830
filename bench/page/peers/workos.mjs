import { createClient } from '@workos-inc/authkit-js';

/** With `devMode`, in which it keeps the refresh token itself; otherwise a cookie of WorkOS does. An access token is never stored. */
export const create = ({ hostname, port, clientId }) =>
  createClient(clientId, { apiHostname: hostname, port, https: false, devMode: true });

export function seed({ clientId }, { refreshToken }) {
  localStorage.setItem(`workos:refresh-token:${clientId}`, refreshToken);
}

export const getToken = (client) => client.getAccessToken();
export const refresh = (client) => client.getAccessToken({ forceRefresh: true });
export const signOut = (client) => client.signOut({ navigate: false });
