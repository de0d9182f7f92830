/**
 * Gives a string type a name, so that ids of different things do not mix, while a plain `string` from a
 * database or an environment variable still fits.
 */
export type Named<Name extends string> = string & { readonly __name?: Name };
