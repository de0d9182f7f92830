import { expect, it } from 'vitest';
import type { AttemptEvent } from '@fanfare/core';
import { sendWith } from '../support/send-with.js';

it('K9: a call tells who watches it of every attempt, and adds what they say to it', async () => {
  const events: AttemptEvent[] = [];
  const { requests, result } = await sendWith([503, 200], {
    attemptStarts: ({ number, url }) => ({ traceparent: `${number} ${url.pathname}` }),
    attemptEnds: (event) => void events.push(event),
  });

  expect(await result).toMatchObject({ status: 200, attempts: 2 });
  const path = new URL(requests[0]?.url ?? '').pathname;
  expect(requests.map(({ headers }) => headers.get('traceparent'))).toEqual([`1 ${path}`, `2 ${path}`]);
  expect(events.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 503],
    [2, 200],
  ]);
});

it('K9: who watches and fails does not make the call fail', async () => {
  const uncaught: unknown[] = [];
  const original = globalThis.reportError;
  globalThis.reportError = (error) => void uncaught.push(error);
  const fail = (): never => {
    throw new Error('watching failed');
  };
  try {
    const { result } = await sendWith([200], { attemptStarts: fail, attemptEnds: fail });

    expect((await result).status).toBe(200);
    expect(uncaught).toHaveLength(2);
  } finally {
    globalThis.reportError = original;
  }
});
