import { createChangedParts } from './changed-parts.js';
import type { LiveSources } from './live-parts.js';

/** How often is looked for changes, in real time. */
const lookMs = 200;
/** How often a reader that would hear nothing is told that the platform is there. */
const beatMs = 2_000;
/** How soon a reader comes back after the connection broke (HTML §9.2.6). */
const retryMs = 1_000;

/** Tells one reader what happens, as server-sent events: `view` with the parts that changed, and a `beat` in silence. */
export function streamLive(sources: LiveSources, signal: AbortSignal): Response {
  const changedParts = createChangedParts(sources);
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(timer);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let spokenAt = 0;
      const say = (event: string, data: unknown): void => {
        spokenAt = performance.now();
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      };
      const look = (): void => {
        if (controller.desiredSize !== null && controller.desiredSize < -mostUnread) return; // a reader that is behind
        const changed = changedParts(performance.now());
        if (changed !== undefined) say('view', changed);
        else if (performance.now() - spokenAt >= beatMs) say('beat', {});
      };
      controller.enqueue(encoder.encode(`retry: ${String(retryMs)}\n\n`));
      look();
      timer = setInterval(look, lookMs);
      timer.unref?.();
      signal.addEventListener('abort', () => {
        stop();
        controller.error(signal.reason);
      });
    },
    cancel: stop,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const mostUnread = 20;
