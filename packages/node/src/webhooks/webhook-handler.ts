import type { WebhookEvent } from '@fanfare/contract';
import { acknowledge, answerOutcome, refuse, refuseMethod } from './answers.js';
import { createDeliveryVerifier, type VerifiedDelivery } from './create-webhooks.js';
import {
  claimDelivery,
  type DeliveryFailure,
  type DeliveryOutcome,
  handleClaimed,
  type OnceOptions,
} from './deliver-once.js';
import { inboxKey } from './inbox.js';
import { reportBrokenListener } from './report-to-console.js';
import type { WebhookContext } from './webhook-context.js';
import {
  resolveHandlerOptions,
  type ResolvedHandlerOptions,
  type WebhookHandlerOptions,
} from './webhook-handler-options.js';

/**
 * Receives a request and answers it: what Next.js, Hono, Remix, Deno and Bun call a handler. The second argument may be
 * what the runtime passes along; its `waitUntil`, where it has one, is used with `ack: 'before'`.
 */
export type WebhookRequestHandler = (request: Request, scope?: object) => Promise<Response>;

/**
 * Receives deliveries: verifies, claims the event in the inbox, calls the handler of its type, and answers so that
 * the platform delivers again exactly what has not had its effect. With a shared inbox a handler takes effect once;
 * a crash between an effect and its completion can still repeat it, so key effects by `event.id`, or write by way of
 * the `tx` of an inbox that has one.
 *
 * Answers: 200 handled, acknowledged, given to `deadLetter`, or a duplicate of what is done; 409 with `Retry-After` while another delivery
 * is being handled; 500 when the handler threw; 401 bad signature or time; 400 malformed; 413 too large; 405 not
 * POST. A refused delivery leaves no trace in the inbox.
 *
 * @throws `OptionsError` `invalid_options`, where a secret is missing or another option is wrong.
 * @example
 * ```ts
 * import { webhookHandler } from '@fanfare/node/webhooks';
 *
 * export const POST = webhookHandler({
 *   secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''],
 *   on: {
 *     'order.completed': (event) => console.log(event.data.orderId, event.data.amount),
 *   },
 * });
 * ```
 */
export function webhookHandler<Tx = undefined>(options: WebhookHandlerOptions<Tx>): WebhookRequestHandler {
  const resolved = resolveHandlerOptions(options);
  const verifyDelivery = createDeliveryVerifier(resolved);
  return async function handleWebhook(request, scope) {
    if (request.method !== 'POST') return refuseMethod();
    try {
      return await handle(await verifyDelivery(request), { options: resolved, scope });
    } catch (error) {
      void report(resolved, { stage: 'refused', error });
      return refuse(error);
    }
  };
}

interface Surroundings<Tx> {
  readonly options: ResolvedHandlerOptions<Tx>;
  readonly scope: object | undefined;
}

async function handle<Tx>(
  { event, secretIndex }: VerifiedDelivery,
  { options, scope }: Surroundings<Tx>,
): Promise<Response> {
  const handler = findHandler(event, options);
  if (handler === undefined) return acknowledge();
  const { inbox, leaseMs, handlerTimeoutMs, clock, deadLetter, maxAttempts, ack } = options;
  const once: OnceOptions<Tx> = {
    inbox,
    leaseMs,
    limitMs: handlerTimeoutMs,
    clock,
    maxAttempts,
    redelivers: ack === 'after',
    claim: { key: inboxKey(event), owner: crypto.randomUUID() },
    report: (error, failure) => void report(options, { ...failure, event, error }),
    run: (attempt) => handler(event, { ...attempt, secretIndex }),
    deadLetter: deadLetter && ((error, attempt) => deadLetter(event, { ...attempt, secretIndex, error })),
  };
  const claimed = await claimDelivery(once);
  if (claimed.outcome !== 'claimed') return answerOutcome(claimed);
  const work = handleClaimed(once, claimed.attempt);
  if (ack === 'after') return answerOutcome(await work);
  keepAlive(work, { options, scope });
  return acknowledge();
}

/** Lets the work go on after the answer. It reports its own failures and never rejects. */
function keepAlive<Tx>(work: Promise<DeliveryOutcome>, { options, scope }: Surroundings<Tx>): void {
  const runtime = scope as { readonly waitUntil?: unknown } | undefined; // whatever it is, a missing name is undefined
  try {
    if (typeof runtime?.waitUntil === 'function') runtime.waitUntil(work);
    else options.waitUntil?.(work);
  } catch (error) {
    void report(options, { stage: 'handling', error }); // the work goes on for as long as the process does
  }
}

type Handler<Tx> = (event: WebhookEvent, context: WebhookContext<Tx>) => unknown;

function findHandler<Tx>(
  event: WebhookEvent,
  { on, fallback }: ResolvedHandlerOptions<Tx>,
): Handler<Tx> | undefined {
  if (event.type === 'unknown') return fallback;
  return (on[event.type] as Handler<Tx> | undefined) ?? fallback; // it was looked up by the type that it takes
}

interface Report extends Omit<DeliveryFailure, 'stage'> {
  readonly stage: DeliveryFailure['stage'] | 'refused';
  readonly event?: WebhookEvent;
  readonly error: unknown;
}

/** Tells the application, whose own failure must change neither the answer nor the process. */
async function report<Tx>(
  { onError }: ResolvedHandlerOptions<Tx>,
  { error, ...failure }: Report,
): Promise<void> {
  try {
    await onError(error, failure);
  } catch (own) {
    reportBrokenListener(own);
  }
}
