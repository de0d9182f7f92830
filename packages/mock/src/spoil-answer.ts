import type { MockClock } from './clock.js';
import type { Fault } from './faults.js';

/** The connection broke before an answer came: what `fetch` rejects with, too. */
export class LostAnswer extends TypeError {
  override readonly name = 'TypeError';

  constructor() {
    super('fetch failed', { cause: new Error('the connection was cut') });
  }
}

/** What a spoiled answer depends on. */
export interface SpoilOptions {
  readonly fault: Fault;
  readonly clock: MockClock;
  readonly arrivedAt: number;
  readonly signal: AbortSignal;
}

/**
 * Does to a finished answer what a fault asks for.
 *
 * @throws {LostAnswer} where the answer is lost.
 */
export async function spoilAnswer(
  answer: Response,
  { fault, clock, arrivedAt, signal }: SpoilOptions,
): Promise<Response> {
  if (fault.latencyMs !== undefined) await reach(arrivedAt + fault.latencyMs, { clock, signal });
  if (fault.loseAnswer) throw new LostAnswer();
  const headers = new Headers(answer.headers);
  if (fault.dateSkewMs !== undefined)
    headers.set('date', new Date(clock.now() + fault.dateSkewMs).toUTCString());
  if (fault.retryAfter !== undefined) headers.set('retry-after', fault.retryAfter);
  if (fault.contentType !== undefined) headers.set('content-type', fault.contentType);
  const status = fault.status ?? answer.status;
  const empty = status === 204 || status === 304;
  const body = fault.body ?? (await answer.text());
  return new Response(empty ? null : fault.cutBody ? half(body, headers) : body, { status, headers });
}

/** Waits for ever, or until the caller gives up. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

async function reach(at: number, { clock, signal }: Pick<SpoilOptions, 'clock' | 'signal'>): Promise<void> {
  let cancel = (): void => {};
  const passed = new Promise<void>((resolve) => {
    cancel = clock.schedule(at, resolve);
  });
  await Promise.race([passed, hang(signal)]).finally(() => cancel());
}

function half(body: string, headers: Headers): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  headers.set('content-length', String(bytes.length));
  return new ReadableStream({
    pull(controller) {
      if (controller.desiredSize === 0) return;
      controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
      controller.error(new TypeError('terminated', { cause: new Error('the connection was cut') }));
    },
  });
}
