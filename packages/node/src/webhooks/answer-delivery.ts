import { acknowledge, answerOutcome, refuse } from './answers.js';
import { claimDelivery, handleClaimed, type DeliveryOutcome, type OnceOptions } from './deliver-once.js';
import type { DeliveryFailureOf, ResolvedDeliveryOptions } from './delivery-options.js';
import { reportBrokenListener } from './report-to-console.js';
import type { WebhookContext } from './webhook-context.js';

/** A delivery whose signature is good, and what to do with its event. */
export interface DeliveryToAnswer<Event, Tx> {
  readonly event: Event;
  readonly secretIndex: number;
  /** Names the event in the inbox, over all of its deliveries. */
  readonly inboxKey: string;
  readonly handle: (event: Event, context: WebhookContext<Tx>) => unknown;
}

/** How it is answered. */
export interface AnswerOptions<Event, Tx> {
  readonly options: ResolvedDeliveryOptions<Event, Tx>;
  /** What the runtime passed along with the request. */
  readonly scope: object | undefined;
}

/** Has the effect of a delivery once, and says what became of it. */
export async function answerDelivery<Event, Tx>(
  { event, secretIndex, inboxKey, handle }: DeliveryToAnswer<Event, Tx>,
  { options, scope }: AnswerOptions<Event, Tx>,
): Promise<Response> {
  const { inbox, leaseMs, handlerTimeoutMs, clock, deadLetter, maxAttempts, redelivers } = options;
  const once: OnceOptions<Tx> = {
    inbox,
    leaseMs,
    limitMs: handlerTimeoutMs,
    clock,
    maxAttempts,
    redelivers,
    claim: { key: inboxKey, owner: crypto.randomUUID() },
    report: (error, failure) => void report(options, error, { ...failure, event }),
    run: (attempt) => handle(event, { ...attempt, secretIndex }),
    deadLetter: deadLetter && ((error, attempt) => deadLetter(event, { ...attempt, secretIndex, error })),
  };
  const claimed = await claimDelivery(once);
  if (claimed.outcome !== 'claimed') return answerOutcome(claimed);
  const work = handleClaimed(once, claimed.attempt);
  if (options.ack === 'after') return answerOutcome(await work);
  keepAlive(work, { options, scope });
  return acknowledge();
}

/** Refuses a delivery, and tells the application why. */
export function refuseDelivery<Event, Tx>(
  options: ResolvedDeliveryOptions<Event, Tx>,
  error: unknown,
): Response {
  void report(options, error, { stage: 'refused' });
  return refuse(error);
}

/** Lets the work go on after the answer. It reports its own failures and never rejects. */
function keepAlive<Event, Tx>(
  work: Promise<DeliveryOutcome>,
  { options, scope }: AnswerOptions<Event, Tx>,
): void {
  const runtime = scope as { readonly waitUntil?: unknown } | undefined; // whatever it is, a missing name is undefined
  try {
    if (typeof runtime?.waitUntil === 'function') runtime.waitUntil(work);
    else options.waitUntil?.(work);
  } catch (error) {
    void report(options, error, { stage: 'handling' }); // the work goes on for as long as the process does
  }
}

/** Tells the application, whose own failure must change neither the answer nor the process. */
async function report<Event, Tx>(
  { onError }: ResolvedDeliveryOptions<Event, Tx>,
  error: unknown,
  failure: DeliveryFailureOf<Event>,
): Promise<void> {
  try {
    await onError(error, failure);
  } catch (own) {
    reportBrokenListener(own);
  }
}
