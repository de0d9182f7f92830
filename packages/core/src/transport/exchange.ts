import { headers as headerNames } from '@fanfare/contract';
import { NetworkError, ResponseError, TimeoutError } from '../errors/error-classes.js';
import { readRequestId } from '../errors/read-request-id.js';
import { readBody } from './read-body.js';
import { openScope } from './scope.js';
import type { Plan } from './plan-call.js';
import type { DirectAnswer } from './send-once.js';
import type { Settings } from './settings.js';
import { untilAborted } from './until-aborted.js';

/** An answer that arrived completely, of whatever kind. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** One attempt: what is sent this time, and within which bounds. */
export interface ExchangeOptions {
  readonly plan: Plan;
  readonly settings: Settings;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempt: number;
  /** Ends the exchange from outside; the reason is then thrown as it is. */
  readonly signal: AbortSignal;
}

/** What is known of an answer whose body never came. */
interface Beginning {
  readonly status?: number;
  readonly requestId?: string | undefined;
}

/**
 * Sends one request and reads the whole answer, within one time limit for both.
 *
 * @throws TimeoutError, NetworkError, ResponseError, or the outer signal's reason.
 */
export async function exchange(options: ExchangeOptions): Promise<Reply> {
  const { plan, settings, attempt, signal: outer } = options;
  const operation = plan.name;
  const scope = openScope({ clock: settings.clock, timeoutMs: plan.timeoutMs, signal: outer });
  let beginning: Beginning = {};
  try {
    const response = await request(options, scope.signal);
    const { status, headers } = response;
    beginning = { status, requestId: readRequestId(headers.get(headerNames.requestId)) };
    refuseRedirect(response, { operation, attempts: attempt, ...beginning });
    const limits = { maxBytes: settings.maxResponseBytes, signal: scope.signal };
    const body = await readBody(response, limits);
    if (body !== undefined) return { status, headers, requestId: beginning.requestId, body };
    throw new ResponseError(`${operation} failed: the answer is larger than ${limits.maxBytes} bytes.`, {
      code: 'invalid_response',
      attempts: attempt,
      ...beginning,
    });
  } catch (cause) {
    if (cause instanceof ResponseError) throw cause;
    if (outer.aborted) throw outer.reason;
    const facts = { ...beginning, attempts: attempt, retryable: true };
    if (scope.timedOut()) {
      throw new TimeoutError(`${operation} failed: no complete answer within ${plan.timeoutMs} ms.`, {
        code: 'timeout',
        ...facts,
      });
    }
    // Rewrapped: the errors of ky carry the request, and a console would print its Authorization header.
    throw new NetworkError(
      `${operation} failed: ${beginning.status === undefined ? 'no answer arrived' : 'the answer broke off'}. Check the connection and the address.`,
      { code: 'network_error', cause, ...facts },
    );
  } finally {
    scope.close();
  }
}

function request(options: ExchangeOptions, signal: AbortSignal): Promise<Response | DirectAnswer> {
  const { plan, settings, headers } = options;
  const { credentials, fetch } = settings;
  const { route, keepalive = false } = plan.call;
  const { method } = route;
  // Async, so that a `fetch` that throws synchronously rejects too.
  const send = async (): Promise<Response | DirectAnswer> =>
    settings.sendOnce(plan.url, { method, headers, body: plan.body, credentials, keepalive, fetch, signal });
  return untilAborted(send(), signal);
}

function refuseRedirect(
  response: Response | DirectAnswer,
  facts: Beginning & { readonly operation: string; readonly attempts: number },
): void {
  // A page sees a redirect that it does not follow as an opaque answer with status 0.
  const opaque = response.type === 'opaqueredirect';
  if (!opaque && (response.status < 300 || response.status > 399)) return;
  response.body?.cancel().catch(() => undefined);
  const { operation, status, ...rest } = facts;
  throw new ResponseError(
    `${operation} failed: the answer is a redirect, and it was not followed, so that no credential travels on. Check the address of the service.`,
    { code: 'redirect_refused', ...rest, ...(!opaque && { status }) },
  );
}
