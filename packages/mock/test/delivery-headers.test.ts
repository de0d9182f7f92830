import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { deliveryHeaders } from '../src/webhooks/delivery-headers.js';

interface Vector {
  readonly name: string;
  readonly secret: string;
  readonly bodyBase64: string;
  readonly headers: Readonly<Record<string, string>>;
}

const path = createRequire(import.meta.url).resolve('@fanfare/contract/vectors/webhook-signatures.json');
const { signed, rolled, secrets } = JSON.parse(readFileSync(path, 'utf8')) as {
  readonly signed: readonly Vector[];
  readonly rolled: readonly Omit<Vector, 'secret'>[];
  /** The newest first. */
  readonly secrets: readonly string[];
};
const texts = signed
  .map((vector) => ({ ...vector, body: Buffer.from(vector.bodyBase64, 'base64') }))
  // The platform signs JSON text; vectors of other bytes are for receivers.
  .filter(({ body }) => Buffer.from(body.toString('utf8')).equals(body));

const stamp = { deliveryId: 'whd_1', endpointId: 'whe_1', eventType: 'order.created', attemptsBefore: 0 };

describe('H1: the vectors of the contract', () => {
  it.each(texts)('$name', ({ secret, body, headers }) => {
    const now = Number(headers['x-fanfare-timestamp']) * 1000 + 999;

    const made = deliveryHeaders({
      ...stamp,
      secrets: [secret],
      body: body.toString('utf8'),
      now,
      firstAttemptAt: now,
    });

    expect(made).toMatchObject(headers);
    expect(made).not.toHaveProperty('x-fanfare-additional-signature');
  });

  it('H11: two secrets sign every attempt, and take turns in the documented header', () => {
    const [older, newer] = rolled;
    const body = Buffer.from(older?.bodyBase64 ?? '', 'base64').toString('utf8');
    const now = Number(older?.headers['x-fanfare-timestamp']) * 1000;
    const attempt = (attemptsBefore: number): unknown =>
      deliveryHeaders({
        ...stamp,
        attemptsBefore,
        secrets: secrets.toReversed(),
        body,
        now,
        firstAttemptAt: now,
      });

    for (const attemptsBefore of [0, 2, 8])
      expect(attempt(attemptsBefore)).toMatchObject(older?.headers ?? {});
    for (const attemptsBefore of [1, 3, 9])
      expect(attempt(attemptsBefore)).toMatchObject(newer?.headers ?? {});
    expect(attempt(9)).toMatchObject({ 'x-fanfare-retry-count': '7' });
  });

  it('are there', () => {
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(rolled).toHaveLength(2);
  });
});
