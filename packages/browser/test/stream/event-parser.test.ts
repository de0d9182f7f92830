import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventParser, type ServerSentEvent } from '../../src/stream/event-parser.js';

/** Reads bytes in pieces of some lengths. */
function read(bytes: Uint8Array, lengths: readonly number[] = [bytes.length]): ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const parser = createEventParser({ onEvent: (event) => events.push(event) });
  let at = 0;
  for (const length of [...lengths, bytes.length]) parser.push(bytes.subarray(at, (at += length)));
  return events;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const eventsOf = (text: string): ServerSentEvent[] => read(bytesOf(text));
const dataOf = (text: string): string[] => eventsOf(text).map(({ data }) => data);

describe('F14: events of a stream', () => {
  it.each<[string, string, string[]]>([
    ['a line feed', 'data: a\n\ndata: b\n\n', ['a', 'b']],
    ['a carriage return', 'data: a\r\rdata: b\r\r', ['a', 'b']],
    ['both', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['a mixture', 'data: a\r\n\ndata: b\n\rdata: c\r\r\n', ['a', 'b', 'c']],
    ['lines of data', 'data: a\ndata\ndata:\ndata:b\n\n', ['a\n\n\nb']],
    ['one space only that is not data', 'data:  a \n\n', [' a ']],
    ['comments', ': hello\ndata: a\n:\n\n: beat\n\n', ['a']],
    ['fields that nobody knows', 'nobody: x\ndata: a\nretry: 10\nretry: x\nDATA: b\n\n', ['a']],
    ['no data', 'event: a\nid: 1\n\n', []],
    ['an end before the end', 'data: a\n\ndata: b\n', ['a']],
    ['empty data', 'data\n\n', ['']],
    ['a colon in the data', 'data: a: b\n\n', ['a: b']],
  ])('are read with %s', (_, text, data) => {
    expect(dataOf(text)).toEqual(data);
  });

  it('lose one byte order mark at the beginning, and no other', () => {
    expect(dataOf('\uFEFFdata: a\n\n')).toEqual(['a']);
    expect(dataOf('data: \uFEFFa\n\n\uFEFFdata: b\n\n')).toEqual(['\uFEFFa']);
  });

  it('keep the last id until there is another, and a name for one event only', () => {
    expect(eventsOf('id: 7\nevent: x\ndata: a\n\ndata: b\n\nid\ndata: c\n\nid: 1\0\ndata: d\n\n')).toEqual([
      { event: 'x', data: 'a', lastEventId: '7', hasId: true },
      { event: 'message', data: 'b', lastEventId: '7', hasId: false },
      { event: 'message', data: 'c', lastEventId: '', hasId: false },
      { event: 'message', data: 'd', lastEventId: '', hasId: false },
    ]);
  });

  it('forget the name of an event without data', () => {
    expect(eventsOf('event: x\n\ndata: a\n\n')[0]?.event).toBe('message');
  });

  it('are not gathered without end', () => {
    const parser = createEventParser({ onEvent: () => undefined });
    const piece = bytesOf(`data: ${'a'.repeat(1_000_000)}\n`);

    expect(() => {
      for (let time = 0; time < 12; time += 1) parser.push(piece);
    }).toThrow(RangeError);
  });
});

const text = fc.array(
  fc.constantFrom('data', 'event', 'id', ':', ' ', '\r', '\n', '\r\n', 'a', 'ü', '\u{1F3B7}', '\uFEFF', '\0'),
  { maxLength: 60 },
);

describe('F14: wherever the pieces of a stream begin and end', () => {
  it('the events are the same', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(5), { maxLength: 60 }), (parts, lengths) => {
        const bytes = bytesOf(parts.join(''));

        expect(read(bytes, lengths)).toEqual(read(bytes));
      }),
    );
  });

  it('at every single byte, too', () => {
    const bytes = bytesOf(
      '\uFEFFid: 1\r\nevent: über\r\ndata: \u{1F3B7}\r\ndata: b\r\n\r\n: beat\r\rdata: c\n\n',
    );
    const whole = read(bytes);

    expect(whole).toHaveLength(2);
    for (let at = 0; at <= bytes.length; at += 1) expect(read(bytes, [at])).toEqual(whole);
    expect(
      read(
        bytes,
        Array.from(bytes, () => 1),
      ),
    ).toEqual(whole);
  });
});
