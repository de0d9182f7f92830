import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorFromAnswer } from '../../src/errors/error-from-answer.js';
import { isFanfareError } from '../../src/errors/fanfare-error.js';
import { normalizeError } from '../../src/errors/normalize-error.js';
import { fuzz, fuzzTimeoutMs, nearly, spoiled } from '../../../contract/test/fuzz/support/fuzz.js';

const documented = [
  '{"error":"invalid refresh token"}',
  '{"error":{"code":"queue_full","message":"Queue is full"},"requestId":"req_1"}',
  '{"error":"validation_error","issues":[{"path":["a",0],"message":"is missing"}]}',
  '{"code":"rate_limit_exceeded","message":"slow down","retryAfter":"2026-11-22T10:00:00Z","details":{"scope":"key"}}',
];
const pieces = [
  '{', '}', '[', ']', '":', '"', ',', 'error', 'code', 'message', 'issues', 'path', 'details', '__proto__', 'constructor',
  'prototype', 'null', '1e999', '-0', '\\u0000', '\\ud800', '\\n', '\u001B[2J', '<script>',
]; // prettier-ignore
const text = fc.oneof(
  nearly(['a', ' ', '\n', '\u001B[2J', '\u202E', '\u2028', '\u009B', '<b>']),
  fc.string({ unit: 'binary' }),
);
const body = fc.oneof(
  fc
    .record({ error: text, message: text, issues: fc.array(fc.record({ path: text, message: text })) })
    .map((value) => JSON.stringify(value)),
  ...documented.map(spoiled),
  nearly(pieces),
  fc.json({ maxDepth: 6 }),
  fc.integer({ min: 1, max: 30_000 }).map((depth) => `${'{"error":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.integer({ min: 1, max: 30_000 }).map((depth) => `{"issues":${'['.repeat(depth)}${']'.repeat(depth)}}`),
);
const answer = fc.record({ status: fc.integer({ min: 300, max: 599 }), body });

describe('N2, F10: the body of a refusal', () => {
  it(
    'becomes an error of one line and a bounded size, whatever it holds',
    () =>
      fuzz(
        fc.property(answer, ({ status, body: text }) => {
          const headers = new Headers({ 'content-type': 'application/json' });
          const refusal = normalizeError({ status, headers, body: text, now: 0 });
          const error = errorFromAnswer(refusal, { operation: 'test.read', attempts: 1 });

          expect(isFanfareError(error)).toBe(true);
          // What a terminal or a log would take for more than text, or for another line.
          for (const words of [
            error.message,
            ...(error.issues ?? []).flatMap((issue) => [issue.path, issue.message]),
          ]) {
            expect(words).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E]/);
          }
          expect(error.message.length).toBeLessThan(1_000);
          expect(JSON.stringify(error).length).toBeLessThan(50_000);
          expect(Object.keys(Object.prototype)).toEqual([]);
        }),
      ),
    fuzzTimeoutMs,
  );
});
