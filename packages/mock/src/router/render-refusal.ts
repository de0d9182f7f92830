import type { Operation } from '@fanfare/contract/operations';
import { bearerChallenge } from '../auth/dpop/bearer-challenge.js';
import { proofAdvice } from '../auth/dpop/proof-advice.js';
import type { MockContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import { MockRefusal } from '../refusal.js';
import type { StoredAnswer } from '../state/idempotency-store.js';
import { nextField } from '../versions/as-next.js';
import { acceptSignature } from './accept-signature.js';
import { checkRefusal } from './check-answer.js';
import { refusalBody } from './refusal-body.js';

/** What a refusal is written with. */
export interface RenderRefusalOptions {
  readonly context: MockContext;
  readonly exchange: Exchange;
  readonly strict: boolean;
}

/** Makes the writer of the refusals of one call: in the words of the profile, and checked against the contract. */
export function renderRefusal(
  operation: Operation | undefined,
  { context, exchange, strict }: RenderRefusalOptions,
): (refusal: MockRefusal) => StoredAnswer {
  const write = (refusal: MockRefusal): StoredAnswer => {
    const body = refusalBody(refusal, {
      profile: context.profile,
      requestId: exchange.id,
      operation: operation?.id,
      advice: operation && proofAdvice(operation, { code: refusal.code, context }),
    });
    const { retryAfter } = refusal.extra;
    const { status } = refusal;
    const headers = {
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(operation !== undefined && acceptSignature(operation, { status, profile: context.profile })),
      ...(operation !== undefined &&
        status === 401 &&
        bearerChallenge(operation, { code: refusal.code, context })),
    };
    return { status, body, headers };
  };
  return function render(refusal): StoredAnswer {
    const answer = write(refusal);
    const asked = exchange.fault?.code !== undefined || exchange.fault?.status !== undefined;
    const wrong =
      strict && operation !== undefined && !asked ? checkRefusal(operation, refusal, answer.body) : undefined;
    if (wrong === undefined) return { ...answer, body: withNext(answer.body, context) };
    context.reportDefect(wrong);
    return write(internalError());
  };
}

/** A later platform says more in its refusals, too; an older one says the same. */
function withNext(body: unknown, { settings }: MockContext): unknown {
  return settings.platformVersion === 'next' ? { ...(body as object), ...nextField } : body;
}

/** Turns whatever was thrown into a refusal; what is not one is our own fault, and stays with us. */
export function toRefusal(
  error: unknown,
  { context, operation }: { readonly context: MockContext; readonly operation: string },
): MockRefusal {
  if (error instanceof MockRefusal) return error;
  context.reportDefect(`${operation}: ${String(error)}`);
  return internalError();
}

/** Writes an answer out. */
export function answerWith({ status, body, headers }: StoredAnswer, extra?: Headers): Response {
  const all = new Headers(extra);
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value);
  return body === undefined
    ? new Response(null, { status, headers: all })
    : Response.json(body, { status, headers: all });
}

function internalError(): MockRefusal {
  return new MockRefusal('internal_error', 'Something went wrong inside the mock platform.');
}
