import type * as z from 'zod/mini';
import type { ServerErrorCode } from './errors.js';
import type { Route } from './route.js';

/** The shapes of an operation: everything of its row that is not its address. */
export interface Shapes {
  /** What the call does, as one sentence that starts with a verb: the first line of every reference to it. */
  readonly summary: string;
  /** What surprises about it. @default nothing does */
  readonly description?: string;
  /** Parameters of the path. */
  readonly params?: z.ZodMiniType;
  /** Parameters of the query. */
  readonly query?: z.ZodMiniType;
  /** The JSON body of the request. */
  readonly body?: z.ZodMiniType;
  /** The JSON body of the answer; absent where the answer is 204, or a stream. */
  readonly response?: z.ZodMiniType;
  /** Makes the answer a stream of server-sent events: each has an `event` and its `data`. @default the answer is JSON */
  readonly events?: z.ZodMiniType;
  /** What the operation itself refuses with; `refusalCodes` adds what follows from its credentials and its retry rule. */
  readonly errors: readonly ServerErrorCode[];
}

/** A row of the contract: an address with its rules, and the shapes that travel. */
export type Operation = Route & Shapes;

/** What every operation may refuse with. */
export const commonErrors: readonly ServerErrorCode[] = [
  'validation_error',
  'unauthorized',
  'forbidden',
  'not_found',
  'version_unsupported',
  'payload_too_large',
  'headers_too_large',
  'rate_limited',
  'internal_error',
  'service_unavailable',
];

/** What an operation that takes a grant may refuse with. */
export const grantErrors = [
  'grant_invalid',
  'grant_expired',
  'grant_used',
  'grant_mismatch',
] as const satisfies readonly ServerErrorCode[];

/** Joins an address and its shapes into a row. */
export function operation<const R extends Route, const S extends Shapes>(route: R, shapes: S): R & S {
  return { ...route, ...shapes };
}
