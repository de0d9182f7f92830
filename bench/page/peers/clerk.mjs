import './clerk-key.mjs';
import '../../node_modules/@clerk/clerk-js/dist/clerk.browser.js';

const Clerk = globalThis.Clerk.constructor;

/** The script that a page gets from Clerk, without the components for signing in. It reaches its server through a proxy on the page's own origin. */
export async function create({ origin }) {
  const clerk = new Clerk(globalThis.__clerk_publishable_key, { proxyUrl: `${origin}/__clerk` });
  await clerk.load({ standardBrowser: true, telemetry: false });
  return clerk;
}

/** Its credential is a cookie that no script reads: the server sets it. */
export const seed = ({ origin }) => fetch(`${origin}/__clerk/sign-in`, { method: 'POST' });

export async function getToken(clerk) {
  const token = await clerk.session?.getToken();
  if (!token) throw new Error('signed out');
  return token;
}

export const refresh = (clerk) => clerk.session.getToken({ skipCache: true });
export const signOut = (clerk) => clerk.signOut(() => undefined); // otherwise it leaves the page
