import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 5;

/**
 * Makes the connection break where the body of an answer does. Left alone, the server would wait for the start
 * of the body, see it fail and answer 500.
 */
export function breakWithBody(answer: Response, outgoing: ServerResponse): Response {
  if (answer.body === null) return answer;
  const reader = answer.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch {
        while (!outgoing.headersSent && !outgoing.destroyed) await sleep(patienceMs);
        await sleep(patienceMs); // what was written leaves before the connection does
        outgoing.destroy();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}
