import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signOut as leave } from 'aws-amplify/auth';

/** There is one session in a page, whoever asks. */
export const isSingle = true;

export function create({ origin, clientId }) {
  const Cognito = {
    userPoolId: 'eu-west-1_bench',
    userPoolClientId: clientId,
    userPoolEndpoint: `${origin}/`,
  };
  Amplify.configure({ Auth: { Cognito } });
  return { fetchAuthSession, leave };
}

/** Written as its own store writes it after a sign-in. */
export function seed({ clientId }, pair) {
  const prefix = `CognitoIdentityServiceProvider.${clientId}`;
  const issuedAt = (pair.expiresAt - pair.expiresIn) * 1000;
  localStorage.setItem(`${prefix}.LastAuthUser`, 'ada');
  localStorage.setItem(`${prefix}.ada.accessToken`, pair.accessToken);
  localStorage.setItem(`${prefix}.ada.idToken`, pair.idToken);
  localStorage.setItem(`${prefix}.ada.refreshToken`, pair.refreshToken);
  localStorage.setItem(`${prefix}.ada.clockDrift`, String(issuedAt - Date.now()));
}

export async function getToken(session) {
  const { tokens } = await session.fetchAuthSession();
  if (tokens === undefined) throw new Error('signed out');
  return tokens.accessToken.toString();
}

export const refresh = (session) => session.fetchAuthSession({ forceRefresh: true });
export const signOut = (session) => session.leave();
