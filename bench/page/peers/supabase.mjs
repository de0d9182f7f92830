import { GoTrueClient } from '@supabase/auth-js';

const storageKey = 'sb-bench-auth-token';
const user = {
  id: 'user_1',
  aud: 'authenticated',
  email: 'ada@example.com',
  app_metadata: {},
  user_metadata: {},
};

export const create = ({ origin }) =>
  new GoTrueClient({
    url: origin,
    storageKey,
    persistSession: true,
    autoRefreshToken: true,
    detectSessionInUrl: false,
  });

export function seed(env, pair) {
  const session = {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    token_type: 'bearer',
    expires_in: pair.expiresIn,
    expires_at: pair.expiresAt,
    user,
  };
  localStorage.setItem(storageKey, JSON.stringify(session));
}

export async function getToken(client) {
  const { data, error } = await client.getSession();
  if (error) throw error;
  if (!data.session) throw new Error('signed out');
  return data.session.access_token;
}

export const refresh = (client) => client.refreshSession();
export const signOut = (client) => client.signOut();
