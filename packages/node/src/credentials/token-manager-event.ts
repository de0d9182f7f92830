/** What a token manager tells; nothing in it is secret. */
export type TokenManagerEvent =
  | { readonly type: 'logged_in' | 'refreshed' }
  /** A login was refused for good. Nobody who shares the store repeats it for 15 minutes: somebody has to mend the credentials. */
  | { readonly type: 'login_refused' }
  /** A refresh token came back as used before: somebody else has it, or an answer was lost. All tokens of its login are worth nothing. */
  | { readonly type: 'reuse_detected' }
  /** The store holds something that was changed, belongs to somebody else, or has no key here. */
  | { readonly type: 'record_refused' }
  /** The store could not be written: the tokens are in the memory of this process only, and others will have to log in. */
  | { readonly type: 'store_failed' };
