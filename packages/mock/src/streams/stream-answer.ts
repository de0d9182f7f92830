import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import type { Principal } from '../principal.js';
import { checkEvent } from '../router/check-answer.js';
import { projectForPages } from '../router/project-for-pages.js';
import { eventText, type WrittenEvent } from './event-text.js';
import { every } from './every.js';
import { createOpenStreams } from './open-streams.js';
import type { StreamSource } from './stream-source.js';

/** What a stream is answered with. */
export interface StreamAnswerOptions {
  readonly operation: Operation;
  readonly context: MockContext;
  readonly principal: Principal;
  /** Checks every event against the contract. */
  readonly strict: boolean;
  /** Of the request. */
  readonly signal: AbortSignal;
  readonly headers: Headers;
}

/** How soon a client comes back after the connection broke (HTML §9.2.6). */
const retryMs = 3_000;
/** How often a client that would hear nothing is told that the platform is there. */
const beatMs = 15_000;
/** How long a stream lasts at most: whoever listens longer comes back. */
const longestMs = 14_400_000;
/** How many messages a client may be behind before the stream ends; it comes back for the rest. */
const mostUnread = 1_000;

/** Answers with a stream of server-sent events, which goes on until either side ends it. */
export function streamAnswer(source: StreamSource<unknown>, options: StreamAnswerOptions): Response {
  const { context, signal } = options;
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

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => controller.enqueue(encoder.encode(text));
      const end = (): void => {
        if (stop()) controller.close();
      };
      const fail = (reason: unknown): void => {
        if (stop()) controller.error(reason);
      };
      const isBehind = (by: number): boolean => (controller.desiredSize ?? 0) < -by;
      const send = (event: unknown, id?: number): void => {
        if (isOver) return;
        const whole = projectForPages(event, options.principal);
        const wrong = options.strict ? checkEvent(options.operation, whole) : undefined;
        if (wrong !== undefined) {
          context.reportDefect(wrong);
          return fail(new Error(wrong));
        }
        if (isBehind(mostUnread)) return end();
        write(eventText({ ...(whole as WrittenEvent), id })); // as the contract has events, with a name and data
      };

      write(`retry: ${String(retryMs)}\n\n`);
      const giveUp = (): void => fail(signal.reason);
      signal.addEventListener('abort', giveUp);
      undo.push(
        () => signal.removeEventListener('abort', giveUp),
        context.use(createOpenStreams).add(end),
        every(beatMs, { clock, run: () => void (isBehind(0) || write(': beat\n\n')) }),
        clock.schedule(clock.now() + longestMs, end),
      );
      const close = source({ send, end });
      if (isOver) close();
      else undo.push(close);
      if (signal.aborted) giveUp();
    },
    cancel: () => void stop(),
  });
  const headers = new Headers(options.headers);
  headers.set('content-type', 'text/event-stream; charset=utf-8');
  headers.set('x-accel-buffering', 'no'); // a proxy that waits for more would never send anything
  return new Response(body, { headers });
}
