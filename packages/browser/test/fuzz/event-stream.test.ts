import type { StreamEvent } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventOrder } from '../../src/stream/event-order.js';
import { createEventParser, type ServerSentEvent } from '../../src/stream/event-parser.js';
import { createEventReader } from '../../src/stream/read-event.js';
import { object } from '../../src/resources/check/check.js';
import { id } from '../../src/resources/check/shapes.js';
import { fuzz, fuzzTimeoutMs, nearly } from '../../../contract/test/fuzz/support/fuzz.js';

const written = nearly(
  ['data', 'event', 'id', 'retry', ':', ' ', '\n', '\r', '\r\n', '\n\n', 'state', 'a.1', '7', '{"id":"a"}', '\uFEFF'],
  { maxLength: 60 },
); // prettier-ignore
const bytes = fc.oneof(
  written.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 400 }), // not even UTF-8
);

/** The same rules, read from the whole text at once (HTML §9.2.6). */
function readAtOnce(input: Uint8Array): ServerSentEvent[] {
  const lines = new TextDecoder()
    .decode(input)
    .split(/\r\n|\r|\n/)
    .slice(0, -1);
  const events: ServerSentEvent[] = [];
  let lastEventId = '';
  let block: { event: string; data: string[]; hasId: boolean } = { event: '', data: [], hasId: false };
  for (const line of lines) {
    if (line === '') {
      const { event, data, hasId } = block;
      if (data.length > 0)
        events.push({ event: event || 'message', data: data.join('\n'), lastEventId, hasId });
      block = { event: '', data: [], hasId: false };
      continue;
    }
    const [, name = '', value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (name === 'event') block.event = value;
    if (name === 'data') block.data.push(value);
    if (name === 'id' && !value.includes('\0')) [lastEventId, block.hasId] = [value, value !== ''];
  }
  return events;
}

describe('N2, F14: a stream that anybody wrote', () => {
  it(
    'has the events that its bytes say, however they are cut',
    () =>
      fuzz(
        fc.property(bytes, fc.array(fc.nat(7), { maxLength: 80 }), (input, lengths) => {
          const events: ServerSentEvent[] = [];
          const waits: number[] = [];
          const parser = createEventParser({
            onEvent: (event) => events.push(event),
            onRetry: (ms) => waits.push(ms),
          });
          let at = 0;
          for (const length of [...lengths, input.length]) parser.push(input.subarray(at, (at += length)));

          expect(events).toEqual(readAtOnce(input));
          for (const ms of waits) expect(Number.isSafeInteger(ms) && ms >= 0 && ms < 1e9).toBe(true);
        }),
      ),
    fuzzTimeoutMs,
  );

  it(
    'has no event that is told twice in a row, and no gap that is asked for without end',
    () =>
      fuzz(
        fc.property(
          fc.array(nearly(['a.', 'b.', '1', '2', '9', ''], { maxLength: 4 }), { maxLength: 40 }),
          (ids) => {
            const order = createEventOrder(undefined);
            let last: string | undefined;
            let gaps = 0;
            for (const lastEventId of ids) {
              const event = { lastEventId, hasId: lastEventId !== '' };
              const place = order.place(event, { isWhole: false });
              gaps = place === 'gap' ? gaps + 1 : 0;
              expect(gaps).toBeLessThanOrEqual(2);
              if (place === 'gap') continue;
              if (place === 'next' && event.hasId) expect(lastEventId).not.toBe(last);
              if (place === 'next') order.told(event);
              if (place === 'next' && event.hasId) last = lastEventId;
            }
          },
        ),
      ),
    fuzzTimeoutMs,
  );

  it(
    'has data that fits, or an error that quotes none of it',
    () => {
      const read = createEventReader<StreamEvent>('events.open', {
        state: object({ id }),
        reset: object({ id }),
        journey: object({ id }),
        position: object({ id }),
      } as never);
      const data = fc.oneof(
        fc.json(),
        nearly(['{', '}', '"id":', '"secret_grant"', ',', '"__proto__":', '1']),
      );
      const event = fc.constantFrom('state', 'journey', '__proto__', 'constructor', 'toString', 'message');
      return fuzz(
        fc.property(event, data, (name, text) => {
          try {
            const found = read({ event: name, data: text, lastEventId: '', hasId: false });
            if (found !== undefined) expect(found.data).toMatchObject({ id: expect.any(String) as string });
          } catch (error) {
            expect(isFanfareError(error) && error.code === 'invalid_response').toBe(true);
            expect(String(error)).not.toContain('secret_grant');
          }
          expect(Object.keys(Object.prototype)).toEqual([]);
        }),
      );
    },
    fuzzTimeoutMs,
  );
});
