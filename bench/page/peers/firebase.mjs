import { initializeApp } from '@firebase/app';
import {
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  signInAnonymously,
  signOut as leave,
} from '@firebase/auth';

/** One instance belongs to one app: a second one in the page is another session. */
export const isSingle = true;

export function create({ origin }) {
  const app = initializeApp({ apiKey: 'bench', authDomain: 'bench.example', projectId: 'bench' });
  const auth = initializeAuth(app, { persistence: indexedDBLocalPersistence });
  connectAuthEmulator(auth, origin, { disableWarnings: true });
  return auth;
}

export async function seed(env) {
  await signInAnonymously(create(env));
}

export async function getToken(auth) {
  if (auth.currentUser === null) await auth.authStateReady();
  if (auth.currentUser === null) throw new Error('signed out');
  return auth.currentUser.getIdToken();
}

export const refresh = (auth) => auth.currentUser.getIdToken(true);
export const signOut = (auth) => leave(auth);
