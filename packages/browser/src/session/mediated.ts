/** Marks what a backend in cookie mode says beside the tokens. A symbol, so that no answer of a platform can bring it along. */
export const mediated: unique symbol = Symbol('mediated');

/** What such a backend knows better than the page. */
export interface Mediated {
  readonly [mediated]?: {
    /** Names the sign-in, the same in all tabs. */
    readonly id: string;
    /** Orders sign-ins, in milliseconds since the epoch. */
    readonly openedAt: number;
    /** How much is left of the access token, in milliseconds: it may have lived in the backend for a while. */
    readonly expiresInMs: number;
  };
}
