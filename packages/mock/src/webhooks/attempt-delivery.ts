import type { MockContext } from '../context.js';
import type { DeliveryAttempt } from '../parts.js';
import type { WebhookEndpointRow } from './endpoint-row.js';
import { endpointUrlProblem } from './endpoint-url.js';

/** One request to a receiver. */
export interface DeliveryRequest {
  readonly endpoint: Pick<WebhookEndpointRow, 'url' | 'mayBeLocal'>;
  readonly headers: Record<string, string>;
  readonly body: string;
}

type DeliveryContext = Pick<MockContext, 'deliver' | 'clock' | 'settings' | 'ownAuthorities'>;

/** How long a receiver may take to answer, on the platform's clock. */
const timeoutMs = 30_000;

/** Sends a delivery once. Never throws: what went wrong is part of the log. */
export async function attemptDelivery(
  { deliver, clock, settings, ownAuthorities }: DeliveryContext,
  { endpoint: { url, mayBeLocal }, headers, body }: DeliveryRequest,
): Promise<DeliveryAttempt> {
  const at = clock.now();
  const rules = { mayBeLocal: mayBeLocal || settings.allowLoopbackWebhooks, ownAuthorities };
  if (endpointUrlProblem(url, rules) !== undefined) return { at, error: 'url_refused' };
  const abort = new AbortController();
  const cut = (): void => abort.abort(new DOMException('The receiver took too long.', 'TimeoutError'));
  const undo = clock.schedule(at + timeoutMs, () => {
    cut();
    return nextTurn(); // the failure is noted, and the retry planned, before the clock moves on
  });
  const timer = setTimeout(cut, timeoutMs); // a frozen clock must not keep a socket open for ever
  timer.unref?.();
  try {
    const { signal } = abort;
    const response = await deliver(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return { at, status: response.status };
  } catch (error) {
    return { at, error: abort.signal.aborted ? 'timeout' : reason(error) };
  } finally {
    undo();
    clearTimeout(timer);
  }
}

/** Only the code of a failure is kept: messages may hold the URL. */
function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? `network_error ${code}` : 'network_error';
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
