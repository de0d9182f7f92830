import type {
  OperationBody,
  OperationEvent,
  OperationId,
  OperationParams,
  OperationQuery,
  OperationResponse,
  OperationRow,
} from '@fanfare/contract/operations';
import type { Credential } from '@fanfare/contract';
import type { MockContext } from './context.js';
import type { PrincipalOf } from './principal.js';
import type { StreamSource } from './streams/stream-source.js';

type Combination<Id extends OperationId> =
  OperationRow<Id> extends {
    readonly auth: readonly (infer C extends readonly Credential[])[];
  }
    ? C
    : never;
type EachPrincipal<C extends readonly Credential[]> = C extends unknown ? PrincipalOf<C> : never;

/** Who may call an operation, read off the `auth` of its row. */
export type PrincipalFor<Id extends OperationId> = EachPrincipal<Combination<Id>>;

/** What a handler is given: everything is checked already, against the row of the operation. */
export interface HandlerInput<Id extends OperationId> {
  readonly params: OperationParams<Id>;
  readonly query: OperationQuery<Id>;
  readonly body: OperationBody<Id>;
  readonly principal: PrincipalFor<Id>;
  readonly context: MockContext;
  readonly request: HandlerRequest;
  /** Headers to add to the answer, such as `Retry-After` on a 200. */
  readonly answerHeaders: Headers;
}

/** What a handler may still want to know about the request. */
export interface HandlerRequest {
  /** As in the answer's `X-Request-Id`. */
  readonly id: string;
  readonly headers: Headers;
  /** The thumbprint of the key that made the proof of possession; `undefined` where there was none. */
  readonly proofKey: string | undefined;
}

/** What a handler returns: the body of the answer, or what its stream is told by. */
export type HandlerAnswer<Id extends OperationId> = [OperationEvent<Id>] extends [undefined]
  ? OperationResponse<Id>
  : StreamSource<OperationEvent<Id>>;

/**
 * Carries out one operation: returns the body of the answer (`undefined` for 204) or calls `refuse`.
 * A repeat under an idempotency key, in the header or in the body as the row says, never reaches it.
 */
export type OperationHandler<Id extends OperationId> = (
  input: HandlerInput<Id>,
) => HandlerAnswer<Id> | Promise<HandlerAnswer<Id>>;

/** A handler for every operation of the table. */
export type Handlers = { readonly [Id in OperationId]: OperationHandler<Id> };

/** The handlers of some operations. */
export type HandlersOf<Id extends OperationId> = Pick<Handlers, Id>;
