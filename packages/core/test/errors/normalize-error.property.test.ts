import fc from 'fast-check';
import { clientErrors } from '@fanfare/contract';
import { expect, test } from 'vitest';
import { normalizeError } from '../../src/errors/normalize-error.js';
import { errorFromAnswer } from '../../src/errors/error-from-answer.js';
import { anyText } from '../support/any-text.js';
import { canaries, canaryBody } from '../support/canaries.js';
import { printed } from '../support/printed.js';

const secret = fc.constantFrom(
  ...Object.values(canaries),
  `Bearer ${canaryBody}`,
  `https://a.example/?t=${canaryBody}`,
);
const text = fc.oneof(fc.string(), anyText, secret, fc.constant('x'.repeat(9_000)));
const field = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.jsonValue(),
  fc.constantFrom<unknown>('__proto__', 'aborted', 'queue_full', 'Queue is full', 'FP002', 429, null, []),
);
const issue = fc.oneof(
  fc.jsonValue(),
  fc.record({ message: field, path: fc.oneof(field, fc.array(field)), code: field }),
);
const body = fc.record(
  {
    error: fc.oneof(field, fc.record({ code: field, message: field })),
    code: field,
    message: field,
    issues: fc.oneof(field, fc.array(issue)),
    details: fc.oneof(field, fc.array(issue)),
    requestId: field,
    retryAfter: field,
    [canaries.jwt]: field,
  },
  { requiredKeys: [] },
);
const answer = fc.record({
  status: fc.integer({ min: 400, max: 599 }),
  type: fc.constantFrom('application/json', 'application/problem+json', 'text/html', 'nonsense'),
  body: fc.oneof({ weight: 5, arbitrary: body.map((value) => JSON.stringify(value)) }, text, fc.json()),
  retryAfter: fc.stringMatching(/^[ -~]*$/),
  requestId: fc.stringMatching(/^[ -~]*$/),
});

test('F10: makes of any answer an error that is safe to print and to branch on', () => {
  fc.assert(
    fc.property(answer, ({ status, type, body: content, retryAfter, requestId }) => {
      const headers = new Headers({
        'content-type': type,
        'retry-after': retryAfter,
        'x-request-id': requestId,
      });
      const normalized = normalizeError({ status, headers, body: content, now: 0 });
      const error = errorFromAnswer(normalized, { operation: 'test.read', attempts: 1 });

      expect(normalized.code).toMatch(/^[a-z][a-z0-9_]{0,127}$/);
      if (normalized.code !== 'invalid_request')
        expect(Object.keys(clientErrors)).not.toContain(normalized.code);
      expect(normalized.message.trim()).not.toBe('');
      expect(normalized.message.length).toBeLessThanOrEqual(500);
      expect(normalized.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0);
      // Compared as a boolean, so that a failure does not print what was printed.
      expect((printed(normalized) + printed(error)).includes(canaryBody)).toBe(false);
      expect(error.status).toBe(status);
    }),
    { numRuns: 300 },
  );
});
