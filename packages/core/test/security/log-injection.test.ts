import { describe, expect, test } from 'vitest';
import { errorFromAnswer } from '../../src/errors/error-from-answer.js';
import { normalizeError } from '../../src/errors/normalize-error.js';

/** What a platform, a proxy or whoever wrote a name that is quoted puts into a refusal. */
const attempts: readonly (readonly [string, string])[] = [
  ['another line', 'Queue is full\n2026-11-22 INFO paid ord_1'],
  ['a line of Windows', 'Queue is full\r\nINFO'],
  ['a separator of Unicode', 'Queue is full\u2028INFO\u2029INFO'],
  ['the next line of EBCDIC', 'Queue is full\u0085INFO'],
  ['an escape that clears a terminal', 'Queue is full\u001B[2J\u001B[H'],
  ['an escape in one character', 'Queue is full\u009B2J'],
  ['a title for a terminal', 'Queue is full\u001B]0;owned\u0007'],
  ['text that runs backwards', 'Queue is full\u202Egnp.exe\u2066'],
  ['the end of a text', 'Queue is full\0.'],
];

describe('N2, F10: nobody who writes a refusal writes the log', () => {
  test.each(attempts)('with %s', (_, text) => {
    const body = JSON.stringify({
      error: 'queue_full',
      message: text,
      issues: [{ path: [text], message: text }],
    });
    const headers = new Headers({ 'content-type': 'application/json' });
    const refusal = normalizeError({ status: 409, headers, body, now: 0 });
    const error = errorFromAnswer(refusal, { operation: 'queues.enter', attempts: 1 });
    const [issue] = error.issues ?? [];

    for (const words of [error.message, issue?.message, issue?.path]) {
      expect(words).toContain('Queue is full');
      expect(words).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
    }
    // What a console prints first: the words of the error as they are, and the frames below them.
    expect(String(error.stack).split('\n')[0]).toContain('Queue is full');
  });
});
