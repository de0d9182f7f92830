import type { FanfareClient, SessionView } from '@fanfare/browser';

/** How the page asks its backend. */
export interface SignInOptions {
  /** What the provider's own SDK gave to the page, such as `await clerk.session.getToken()` or Auth0's `getIdTokenClaims()`. */
  readonly idToken: string;
  /** @default `globalThis.fetch` */
  readonly fetch?: (path: string, init: RequestInit) => Response | Promise<Response>;
}

/** Signs in, on the page, whom the provider knows. A guest who stands in line keeps the place. */
export async function signIn(
  fanfare: FanfareClient,
  { idToken, fetch = globalThis.fetch }: SignInOptions,
): Promise<SessionView> {
  const answer = await fetch('/api/fanfare-session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken }),
  });
  if (!answer.ok) throw new Error(`The shop did not take the sign-in: HTTP ${answer.status}.`);
  const { exchangeCode } = (await answer.json()) as { readonly exchangeCode: string };
  return fanfare.auth.exchangeExternal({ exchangeCode });
}
