import { createMockPlatform, type Fault } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { spoilAnswer } from '../src/spoil/spoil-answer.js';
import { start } from './support/open-shop.js';

const events = ['id: 1\ndata: {"a":1}\n\n', 'id: 2\ndata: {"b":2}\n\n', 'id: 3\ndata: ü\n\n'];

/** Spoils a stream that goes on for ever, arriving in pieces of seven bytes. */
async function spoiled(fault: Fault, controller = new AbortController()) {
  const { clock } = createMockPlatform({ now: start });
  const bytes = new TextEncoder().encode(events.join(''));
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(source) {
      if (at < bytes.length) source.enqueue(bytes.subarray(at, (at += 7)));
    },
  });
  const answer = new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  const request = { url: 'http://mock.test/', signal: controller.signal };
  const given = await spoilAnswer(answer, { fault, clock, arrivedAt: clock.now(), request });
  const reader = (given.body as ReadableStream<Uint8Array>).getReader(); // a stream has a body
  const decoder = new TextDecoder();
  return {
    clock,
    given,
    read: async (): Promise<string> => decoder.decode((await reader.read()).value, { stream: true }),
    async until(length: number): Promise<string> {
      let text = '';
      while (text.length < length) text += decoder.decode((await reader.read()).value, { stream: true });
      return text;
    },
  };
}

describe('F14: faults of streams', () => {
  it('leave alone what they do not mean, and wait for no end', async () => {
    const { given, until } = await spoiled({ dateSkewMs: 60_000 });

    expect(given.headers.get('date')).toBe('Sun, 22 Nov 2026 10:01:00 GMT');
    expect(await until(events.join('').length)).toBe(events.join(''));
  });

  it('tell every event twice, whatever the pieces', async () => {
    const { until } = await spoiled({ streamEvents: 'duplicate' });

    const text = events.map((event) => event + event).join('');
    expect(await until(text.length)).toBe(text);
  });

  it('tell every event late, on the clock of the platform', async () => {
    const { read, clock } = await spoiled({ streamEvents: 'late', latencyMs: 5_000 });
    let heard: string | undefined;
    const first = read().then((text) => (heard = text));
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));

    await clock.advance(4_999);
    const before = heard;
    await clock.advance(1);

    expect(before).toBeUndefined();
    expect(await first).toBe(events[0]);
  });

  it.each([1, 7, 10, 40])('cut the connection after byte %i', async (cutBodyAt) => {
    const { until } = await spoiled({ cutBodyAt });

    expect(await until(cutBodyAt)).toBe(events.join('').slice(0, cutBodyAt));
    await expect(until(1)).rejects.toThrow('terminated');
  });

  it('cut the connection inside the first piece', async () => {
    const { until } = await spoiled({ cutBody: true });

    expect(await until(4)).toBe('id: ');
    await expect(until(1)).rejects.toThrow('terminated');
  });

  it('fall silent', async () => {
    const { read } = await spoiled({ endlessBody: 'silence' });
    const first = await read();
    const second = await Promise.race([read(), new Promise((resolve) => setTimeout(resolve, 20))]);

    expect([first, second]).toEqual(['id: 1\nd', undefined]);
  });
});
