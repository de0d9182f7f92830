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
const { signed } = JSON.parse(readFileSync(path, 'utf8')) as { readonly signed: readonly Vector[] };
const texts = signed
  .map((vector) => ({ ...vector, body: Buffer.from(vector.bodyBase64, 'base64') }))
  // The platform signs JSON text; vectors of other bytes are for receivers.
  .filter(({ body }) => Buffer.from(body.toString('utf8')).equals(body));

describe('H1: the vectors of the contract', () => {
  it.each(texts)('$name', ({ secret, body, headers }) => {
    const now = Number(headers['x-fanfare-timestamp']) * 1000 + 999;
    const stamp = { deliveryId: 'whd_1', endpointId: 'whe_1', eventType: 'order.created', retryCount: 0 };

    const made = deliveryHeaders({ ...stamp, secret, body: body.toString('utf8'), now, firstAttemptAt: now });

    expect(made).toMatchObject(headers);
  });

  it('are there', () => {
    expect(texts.length).toBeGreaterThanOrEqual(3);
  });
});
