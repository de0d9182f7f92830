import { canonicalJson, headers as names, profiles, serverErrors } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import type { Principal } from '../principal.js';
import { MockRefusal, refuse } from '../refusal.js';
import { createIdempotencyStore, type KeyedCall, type StoredAnswer } from '../state/idempotency-store.js';
import type { ValidRequest } from './validate-request.js';

/** A call as its key sees it. */
export interface OncePerKeyOptions {
  readonly operation: Operation;
  readonly context: MockContext;
  readonly principal: Principal;
  readonly headers: Headers;
  readonly input: ValidRequest;
  /** Writes a refusal the way it goes out. */
  readonly render: (refusal: MockRefusal) => StoredAnswer;
}

const retryAfterSeconds = 1;

/**
 * Runs a call once per idempotency key, where the row of its operation says that a key counts: a repeat gets the
 * first answer. Successes are kept, and refusals that a repeat could not mend.
 *
 * @throws {MockRefusal} `idempotency_key_mismatch` or `request_in_flight`.
 */
export async function oncePerKey(
  options: OncePerKeyOptions,
  run: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const call = keyedCall(options);
  if (call === undefined) return run();
  const store = options.context.use(createIdempotencyStore);
  const state = store.begin(call);
  if (state.kind === 'done') return state.answer;
  if (state.kind === 'mismatch') {
    return refuse('idempotency_key_mismatch', 'The idempotency key was used for another request.');
  }
  if (state.kind === 'in_flight') {
    const extra = { retryAfter: retryAfterSeconds };
    return refuse(
      'request_in_flight',
      'The first request under this idempotency key is not done yet.',
      extra,
    );
  }
  try {
    const answer = await run();
    store.complete(call, answer);
    return answer;
  } catch (error) {
    if (error instanceof MockRefusal && isFinal(error)) store.complete(call, options.render(error));
    else store.release(call);
    throw error;
  }
}

function isFinal({ code, status }: MockRefusal): boolean {
  return status < 500 && !serverErrors[code].retryable;
}

function keyedCall({
  operation,
  context,
  principal,
  headers,
  input,
}: OncePerKeyOptions): KeyedCall | undefined {
  const key = keyOf({ operation, context, headers, input });
  if (key === undefined || principal.kind === 'anonymous') return undefined;
  const { params, query, body } = input;
  const about = [params, query, body];
  const scope = [operation.id, ...holderOf(principal)];
  return { tenant: principal.tenant, scope, key, about, fingerprint: canonicalJson(about) };
}

/** Whose idempotency keys they are: another key of the same organization may have fewer rights. */
function holderOf(principal: Principal): readonly string[] {
  if (principal.kind === 'consumer') return [principal.kind, principal.consumerId];
  return principal.kind === 'secret' ? [principal.kind, principal.keyId] : [principal.kind];
}

function keyOf({
  operation,
  context,
  headers,
  input,
}: Pick<OncePerKeyOptions, 'operation' | 'context' | 'headers' | 'input'>): string | undefined {
  if (operation.retry === 'header' && profiles[context.profile].idempotencyHeader) {
    return headers.get(names.idempotencyKey) ?? undefined;
  }
  if (operation.retry !== 'body') return undefined;
  const { idempotencyKey } = input.body as { readonly idempotencyKey?: string }; // the row says that it has one
  return idempotencyKey;
}
