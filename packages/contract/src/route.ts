import type { Service } from './services.js';

/** Who may call: a publishable key, a secret key, a consumer's access token. */
export type Credential = 'pk' | 'sk' | 'consumer';

/**
 * Whether a failed call may be repeated: `safe` and `idempotent` always, `header` where the server honours
 * `Idempotency-Key`, `body` because the body has an `idempotencyKey`, `never` not at all.
 */
export type Retry = 'safe' | 'idempotent' | 'header' | 'body' | 'never';

/** How sure we are: documented, our reading of something documented, or our own addition. */
export type Stability = 'published' | 'inferred' | 'extension';

/** The HTTP methods in use. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Where an operation is called and under which rules: the part of its row that a page needs. */
export interface Route {
  readonly id: string;
  readonly service: Service;
  readonly method: Method;
  /** Path below the service, with parameters as `{name}`. */
  readonly path: string;
  /** The allowed combinations of credentials; an empty combination means none is needed. */
  readonly auth: readonly (readonly Credential[])[];
  readonly retry: Retry;
  readonly stability: Stability;
}

/** A group of routes, keyed by the name of the method that calls them. */
export type Routes = Readonly<Record<string, Route>>;
