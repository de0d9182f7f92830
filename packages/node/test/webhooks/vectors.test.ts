import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWebhooks, signWebhook, verifySignature } from '@fanfare/node/webhooks';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';

interface Signed {
  readonly name: string;
  readonly secret: string;
  readonly bodyBase64: string;
  readonly headers: Record<string, string>;
}

interface Refused extends Omit<Signed, 'secret'> {
  readonly code: string;
  readonly now: number;
}

interface Vectors {
  readonly secrets: readonly string[];
  readonly now: number;
  readonly signed: readonly Signed[];
  /** Signed with both secrets. */
  readonly rolled: readonly Omit<Signed, 'secret'>[];
  readonly refused: readonly Refused[];
}

const file = new URL('../../../contract/vectors/webhook-signatures.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

describe('H1: the vectors of the contract', () => {
  it.each(vectors.signed)('hold: $name', async ({ secret, bodyBase64, headers }) => {
    const payload = Buffer.from(bodyBase64, 'base64');
    const clock = fakeClock(vectors.now * 1000);
    const others = vectors.secrets.filter((other) => other !== secret);

    expect(signWebhook({ payload, secret, timestamp: vectors.now })).toEqual(headers);
    expect(await verifySignature(payload, headers, secret, { clock })).toBe(true);
    for (const other of others) expect(await verifySignature(payload, headers, other, { clock })).toBe(false);
  });

  it.each(vectors.rolled)('H11: hold for either secret and for both: $name', async (delivery) => {
    const payload = Buffer.from(delivery.bodyBase64, 'base64');
    const clock = fakeClock(vectors.now * 1000);
    const { headers } = delivery;
    const stranger = 'whsec_vectors_only_forged_0003';

    for (const secret of vectors.secrets)
      expect(await verifySignature(payload, headers, secret, { clock })).toBe(true);
    expect(await verifySignature(payload, headers, stranger, { clock })).toBe(false);
    const both = createWebhooks({ secrets: vectors.secrets, clock });
    expect(await both.verifyDelivery(payload, headers)).toMatchObject({ secretIndex: 0 });
  });

  it.each(vectors.refused)('are refused: $name', async ({ bodyBase64, headers, now, code }) => {
    const payload = Buffer.from(bodyBase64, 'base64');
    const clock = fakeClock(now * 1000);
    const webhooks = createWebhooks({ secrets: vectors.secrets, clock });

    expect(await refusal(() => webhooks.verify(payload, headers))).toMatchObject({ code });
    for (const secret of vectors.secrets) {
      expect(await verifySignature(payload, headers, secret, { clock })).toBe(false);
    }
  });
});
