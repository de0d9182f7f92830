import { createChangedParts } from './changed-parts.js';
import type { LiveSources } from './live-parts.js';

/** How often is looked for changes, in real time. */
const lookMs = 200;
/** How often a reader that would hear nothing is told that the platform is there. */
const beatMs = 2_000;
/** How soon a reader comes back after the connection broke (HTML §9.2.6). */
const retryMs = 1_000;

/** How many messages a reader may be behind before it is told nothing more until it has caught up. */
const mostUnread = 20;

/** Tells one reader what happens, as server-sent events: `view` with the parts that changed, and a `beat` in silence. */
export function streamLive(sources: LiveSources, signal: AbortSignal): Response {
  const changedParts = createChangedParts(sources);
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setInterval> | undefined;
  let spokenAt = 0;
  const stop = (): void => clearInterval(timer);

  function look(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if ((controller.desiredSize ?? 0) < -mostUnread) return;
    const now = performance.now();
    const changed = changedParts(now);
    if (changed === undefined && now - spokenAt < beatMs) return;
    spokenAt = now;
    const [event, data] = changed === undefined ? ['beat', {}] : ['view', changed];
    controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  }

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const fail = (reason: unknown): void => {
        stop();
        controller.error(reason);
      };
      const tick = (): void => {
        try {
          look(controller);
        } catch (error) {
          sources.context.reportDefect(`the page at /__mock: ${String(error)}`); // and nobody else's call fails
          fail(error);
        }
      };
      controller.enqueue(encoder.encode(`retry: ${String(retryMs)}\n\n`));
      timer = setInterval(tick, lookMs);
      timer.unref?.();
      tick();
      if (signal.aborted) fail(signal.reason);
      else signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    },
    cancel: stop,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}
