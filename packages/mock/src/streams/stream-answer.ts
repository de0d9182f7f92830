import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import type { Principal } from '../principal.js';
import { checkEvent } from '../router/check-answer.js';
import { projectForPages } from '../router/project-for-pages.js';
import { nextField, nextWord } from '../versions/as-next.js';
import { reshape } from '../versions/reshape.js';
import { eventText, type WrittenEvent } from './event-text.js';
import { every } from './every.js';
import { lookAgain } from './look-again.js';
import { createOpenStreams } from './open-streams.js';
import type { StreamSource } from './stream-source.js';

/** What a stream is answered with. */
export interface StreamAnswerOptions {
  readonly operation: Operation;
  readonly context: MockContext;
  readonly principal: Principal;
  /** Who it counts for. @default nobody */
  readonly owner?: string | undefined;
  /** Asks again what was asked of the call; it rejects where that is not so any more. @default all stays as it was */
  readonly check?: () => Promise<void>;
  /** Checks every event against the contract. */
  readonly strict: boolean;
  readonly request: Pick<Request, 'method' | 'signal'>;
  readonly headers: Headers;
}

/** How soon a client comes back after the connection broke (HTML §9.2.6). */
const retryMs = 3_000;
/** How often a client that would hear nothing is told that the platform is there. */
const beatMs = 15_000;
/** How long a stream lasts at most: whoever listens longer comes back. */
const longestMs = 14_400_000;
/** How many bytes a client may be behind before it is cut off; it comes back for them. */
const mostUnread = 1_048_576;

/** Answers with a stream of server-sent events, which goes on until either side ends it. */
export function streamAnswer(source: StreamSource<unknown>, options: StreamAnswerOptions): Response {
  const headers = streamHeaders(options.headers);
  // Nobody would read it, and nobody end it.
  if (options.request.method === 'HEAD') return new Response(null, { headers });
  const { context, request } = options;
  const { signal } = request;
  const { clock } = context;
  const encoder = new TextEncoder();
  const undo: (() => void)[] = [];
  let isOver = false;

  function stop(): boolean {
    if (isOver) return false;
    isOver = true;
    for (const each of undo.splice(0)) each();
    return true;
  }

  const telling = {
    start(controller: ReadableStreamDefaultController<Uint8Array>): void {
      const write = (text: string): void => controller.enqueue(encoder.encode(text));
      const end = (): void => {
        if (stop()) controller.close();
      };
      const fail = (reason: unknown): void => {
        if (stop()) controller.error(reason);
      };
      const isBehind = (by: number): boolean => (controller.desiredSize ?? 0) < -by;
      const send = (event: unknown, id?: string): void => {
        if (isOver) return;
        const whole = projectForPages(event, options.principal);
        const wrong = options.strict ? checkEvent(options.operation, whole) : undefined;
        if (wrong !== undefined) {
          context.reportDefect(wrong);
          return fail(new Error(wrong));
        }
        // Not in order: what nobody reads would be kept for as long as the connection stands.
        if (isBehind(mostUnread)) return fail(new Error('The client is too slow for its stream.'));
        if (context.settings.platformVersion === 'next')
          write(eventText({ event: nextWord, data: nextField }));
        const told = reshape(options.operation.events, { context, value: whole }) as WrittenEvent;
        write(eventText({ ...told, id })); // as the contract has events, with a name and data
      };

      write(`retry: ${String(retryMs)}\n\n`);
      const giveUp = (): void => fail(signal.reason);
      signal.addEventListener('abort', giveUp);
      undo.push(
        () => signal.removeEventListener('abort', giveUp),
        context.use(createOpenStreams).add(end, options.owner),
        ...(options.check === undefined ? [] : [lookAgain(context, { check: options.check, end })]),
        every(beatMs, { clock, run: () => void (isBehind(256) || write(': beat\n\n')) }),
        clock.schedule(clock.now() + longestMs, end),
      );
      try {
        const close = source({ send, end });
        if (isOver) close();
        else undo.push(close);
      } catch (error) {
        context.reportDefect(`a stream of ${options.operation.id}: ${String(error)}`);
        return fail(error);
      }
      if (signal.aborted) giveUp();
    },
    cancel: (): void => void stop(),
  };
  const body = new ReadableStream(telling, new ByteLengthQueuingStrategy({ highWaterMark: 0 }));
  return new Response(body, { headers });
}

function streamHeaders(given: Headers): Headers {
  const headers = new Headers(given);
  headers.set('content-type', 'text/event-stream; charset=utf-8');
  headers.set('x-accel-buffering', 'no'); // a proxy that waits for more would never send anything
  return headers;
}
