import type { Answer } from '../../src/transport/transport.js';
import type { CallWatch } from '../../src/transport/call-watch.js';
import { readRoute } from './routes.js';
import { createTestTransport, waits } from './test-transport.js';

/** Sends one call that somebody watches; the answers come one after another. */
export async function sendWith(
  statuses: readonly number[],
  watch: CallWatch,
): Promise<{ readonly requests: readonly Request[]; readonly result: Promise<Answer> }> {
  const requests: Request[] = [];
  const left = [...statuses];
  const { transport, clock } = createTestTransport('http://127.0.0.1:9', {
    fetch: async (input, init) => {
      requests.push(new Request(input, init));
      return Response.json({}, { status: left.shift() ?? 500 });
    },
  });
  const result = transport.send({ route: readRoute, params: { thingId: 'thing_1' }, watch });
  for (let wait = 1; wait < statuses.length; wait += 1) {
    await clock.untilTimer(waits.first * 2 ** (wait - 1));
    clock.advance(waits.first * 2 ** (wait - 1));
  }
  await result;
  return { requests, result };
}
