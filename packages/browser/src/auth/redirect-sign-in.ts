import { checkOptions, checkUrl, RequestError, systemClock, type Clock } from '@fanfare/core';
import { newVerifier, challengeOf } from './pkce.js';
import { createRedirectMemory, type RedirectKeep } from './redirect-memory.js';

/** Where a shopper is sent to sign in. */
export interface RedirectRequest {
  /** The authorization endpoint of the identity provider: https, or http on loopback. */
  readonly authorizeUrl: string;
  readonly clientId: string;
  /** Where the provider sends the shopper back to: a page of this origin. */
  readonly redirectUri: string;
  /** @default `'openid'` */
  readonly scope?: string | undefined;
  /** Who the provider is; where its answer names an issuer (RFC 9207), it must be this one. @default not compared */
  readonly issuer?: string | undefined;
  /** Where in this origin the shopper goes on afterwards. @default `'/'` */
  readonly returnTo?: string | undefined;
}

/** What came back. The code, with its verifier, is for your own backend to redeem. */
export type RedirectResult =
  | {
      readonly outcome: 'code';
      readonly code: string;
      /** Proves to the provider that the sign-in began here (RFC 7636 §4.5). Send it in a body, never in a URL. */
      readonly codeVerifier: string;
      /** What the id token must hold as its `nonce`. */
      readonly nonce: string;
      readonly redirectUri: string;
      /** A path of this origin. */
      readonly returnTo: string;
    }
  | { readonly outcome: 'refused'; readonly error: string; readonly returnTo: string };

/** Signs shoppers in by way of another page. */
export interface RedirectSignIn {
  /**
   * Begins a sign-in, and returns the address to send the shopper to.
   *
   * @throws `RequestError` `invalid_request`, where an address is not one that a shopper may be sent to
   */
  begin(request: RedirectRequest): Promise<URL>;
  /**
   * Takes the answer out of the address that the provider sent the shopper to. Once: the address is no good a second time, nor in
   * another tab or browser.
   *
   * @throws `RequestError` `invalid_request`
   */
  complete(address: string | URL): RedirectResult;
}

/** What redirects run on. */
export interface RedirectSignInOptions {
  /** Keeps what belongs to this tab alone; give one where there is no such storage. @default `sessionStorage` */
  readonly keep?: RedirectKeep | undefined;
  /** @default `location.origin` */
  readonly origin?: string | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

const known: readonly (keyof RedirectRequest)[] = [
  'authorizeUrl',
  'clientId',
  'redirectUri',
  'scope',
  'issuer',
  'returnTo',
];

/**
 * Creates the way there and back: authorization code with PKCE (RFC 7636, S256 only), state and nonce. It knows no provider.
 *
 * @example
 * ```ts
 * import { createRedirectSignIn } from '@fanfare/browser/redirect';
 *
 * const redirect = createRedirectSignIn();
 * const address = await redirect.begin({
 *   authorizeUrl: 'https://login.example/authorize',
 *   clientId: 'shop',
 *   redirectUri: 'https://shop.example/signed-in',
 * });
 * location.assign(address);
 * ```
 */
export function createRedirectSignIn(options: RedirectSignInOptions = {}): RedirectSignIn {
  checkOptions(options, ['keep', 'origin', 'clock'], 'createRedirectSignIn');
  const { clock = systemClock } = options;
  const origin = (): string => options.origin ?? globalThis.location.origin;
  const memory = createRedirectMemory({ clock, keep: () => options.keep ?? globalThis.sessionStorage });

  return {
    async begin(request) {
      checkOptions(request, known, 'redirect.begin');
      const { clientId, scope = 'openid', issuer, returnTo = '/' } = request;
      const [base = '', query] = String(request.authorizeUrl).split(/\?(.*)/s); // a tenant may stand in its query
      const address = new URL(checkUrl(base, 'authorizeUrl'));
      address.search = query ?? '';
      if (typeof clientId !== 'string' || clientId === '') throw refused('clientId must be a text');
      const redirectUri = ownAddress(request.redirectUri, { origin: origin(), name: 'redirectUri' });
      const path = pathOf(ownAddress(returnTo, { origin: origin(), name: 'returnTo' }));
      const [state, nonce, verifier] = [newVerifier(), newVerifier(), newVerifier()];
      const asked = {
        ...{
          response_type: 'code',
          client_id: clientId,
          redirect_uri: redirectUri.href,
          scope,
          state,
          nonce,
        },
        ...{ code_challenge: await challengeOf(verifier), code_challenge_method: 'S256' },
      };
      for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
      memory.remember(state, { verifier, nonce, redirectUri: redirectUri.href, returnTo: path, issuer });
      return address;
    },
    complete(address) {
      const answer = new URL(String(address), origin()).searchParams;
      const [state, ...others] = answer.getAll('state');
      const began = state === undefined || others.length > 0 ? undefined : memory.take(state);
      const iss = answer.get('iss');
      const isOthers = began?.issuer !== undefined && iss !== null && iss !== began.issuer;
      if (began === undefined || isOthers) throw strange();
      const { returnTo, redirectUri, nonce, verifier } = began;
      const error = answer.get('error');
      if (error !== null)
        return { outcome: 'refused', error: /^[\w.-]{1,64}$/.test(error) ? error : 'unknown', returnTo };
      const [code, ...more] = answer.getAll('code');
      if (code === undefined || code === '' || more.length > 0) throw strange();
      return { outcome: 'code', code, codeVerifier: verifier, nonce, redirectUri, returnTo };
    },
  };
}

/** An address that a link may hold only if it stays here: whoever could choose it would send shoppers to a page of theirs. */
function ownAddress(
  given: unknown,
  { origin, name }: { readonly origin: string; readonly name: string },
): URL {
  const isText = typeof given === 'string' && !/[\\\s\p{Cc}]/u.test(given);
  const url = isText && URL.canParse(given, origin) ? new URL(given, origin) : undefined;
  if (url?.origin === origin && url.username === '' && url.password === '') return url;
  throw refused(`${name} must be an address of this origin`);
}

function pathOf({ pathname, search, hash }: URL): string {
  // A path of two slashes would be another host once it is used as an address.
  return pathname.replace(/^\/+/, '/') + search + hash;
}

function refused(what: string): RequestError {
  return new RequestError(`redirect.begin was refused: ${what}.`, { code: 'invalid_request' });
}

function strange(): RequestError {
  return new RequestError(
    'redirect.complete was refused: the address does not answer a sign-in that began in this tab, or was used before. Begin again.',
    { code: 'invalid_request' },
  );
}
