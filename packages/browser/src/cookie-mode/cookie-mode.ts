import type { Answer, Call } from '@fanfare/core';
import type { TokenStore } from '../stores/token-store.js';

/** Where the merchant's backend keeps the tokens of this page. */
export interface CookieModeOptions {
  /** Where its handler is mounted, on the page's own origin, such as `/fanfare`. */
  readonly url: string;
}

/** What stands in for the platform and the token store in cookie mode. */
export interface CookieMode {
  /** Holds what this tab knows, in memory; what it does not know, it asks the backend. */
  readonly store: TokenStore;
  /** Takes in what another tab says; `undefined` where it means nothing to this one. */
  hear(message: unknown): unknown;
  /** Sends a call that is the backend's business. */
  send(call: Call, accessToken: string | undefined): Promise<Answer>;
}
