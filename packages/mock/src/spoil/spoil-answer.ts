import type { MockClock } from '../clock.js';
import type { Fault } from '../faults/fault.js';
import { isBodyless } from '../faults/is-bodyless.js';
import { LostAnswer } from './lost-answer.js';
import { repeatCursor } from './repeat-cursor.js';
import { retryAfterOf } from './retry-after-of.js';
import { spoilBody } from './spoil-body.js';
import { spoilStream } from './spoil-stream.js';
import { wait } from './wait.js';

/** What a spoiled answer depends on. */
export interface SpoilOptions {
  readonly fault: Fault;
  readonly clock: MockClock;
  readonly arrivedAt: number;
  readonly request: Pick<Request, 'url' | 'signal'>;
}

/**
 * Does to a finished answer what a fault asks for.
 *
 * @throws {LostAnswer} where the answer is lost.
 */
export async function spoilAnswer(
  answer: Response,
  { fault, clock, arrivedAt, request }: SpoilOptions,
): Promise<Response> {
  const { signal, url } = request;
  if (fault.latencyMs !== undefined && fault.streamEvents === undefined)
    await wait(arrivedAt + fault.latencyMs, { clock, signal });
  // Nobody reads an answer that is lost or replaced: what tells a stream must not go on for it.
  const isUnread = fault.resetConnection || fault.loseAnswer || fault.body !== undefined;
  if (isUnread) await answer.body?.cancel();
  if (fault.resetConnection) throw new LostAnswer({ isReset: true });
  if (fault.loseAnswer) throw new LostAnswer();
  // One by one: of Headers that MSW watches, a copy is without what the answer was given besides, such as its type.
  const headers = spoilHeaders(new Headers([...answer.headers]), { fault, now: clock.now() });
  const status = fault.status ?? answer.status;
  if (isBodyless(status)) {
    await answer.body?.cancel();
    return new Response(null, { status, headers });
  }
  if (isStream(answer) && fault.body === undefined) {
    return new Response(spoilStream({ body: answer.body, fault, clock, signal }), { status, headers });
  }
  const given = fault.body ?? (await answer.text());
  if (given === '') return new Response(null, { status, headers });
  const text = fault.repeatCursor && answer.ok ? repeatCursor(given, url) : given;
  return new Response(spoilBody({ text, fault, headers, signal }), { status, headers });
}

function spoilHeaders(
  headers: Headers,
  { fault, now }: { readonly fault: Fault; readonly now: number },
): Headers {
  const { dateSkewMs, withoutDate, contentType, location } = fault;
  const retryAfter = retryAfterOf(fault, now);
  if (dateSkewMs !== undefined) headers.set('date', new Date(now + dateSkewMs).toUTCString());
  if (withoutDate) headers.delete('date');
  if (retryAfter !== undefined) headers.set('retry-after', retryAfter);
  if (contentType !== undefined) headers.set('content-type', contentType);
  if (location !== undefined) headers.set('location', location);
  return headers;
}

function isStream(answer: Response): answer is Response & { readonly body: ReadableStream<Uint8Array> } {
  return answer.body !== null && answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
}
