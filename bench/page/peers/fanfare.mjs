import { createAuth } from '../../../packages/browser/dist/auth/auth.js';
import { connect } from '../../../packages/browser/dist/session/index.js';

/** Our session with its defaults: IndexedDB, tokens bound to a key, refreshes ahead of need. */
export const create = ({ origin }) => connect({ publishableKey: 'pk_test_a1b2c3d4e5f6', baseUrl: origin });

export async function seed(env) {
  const connection = create(env);
  await createAuth(connection).guest();
  connection.destroy();
}

export const getToken = ({ session }) => session.getAccessToken();
export const refresh = ({ session }) => session.renew();
export const signOut = ({ session }) => session.logout();
