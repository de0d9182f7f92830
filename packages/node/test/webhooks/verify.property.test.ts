import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWebhooks, signWebhook, verifySignature, type WebhookHeaders } from '@fanfare/node/webhooks';
import { envelope } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { now, secret } from './support/samples.js';

const clock = fakeClock();
const webhooks = createWebhooks({ secrets: [secret], clock });
const payload = Buffer.from(envelope({ organizationId: 'Größe 🎺' }));
const headers = { ...signWebhook({ payload, secret, timestamp: now }) };

const bytes = fc.uint8Array({ maxLength: 300 });
const key = fc
  .string({ minLength: 16, maxLength: 60, unit: 'grapheme-ascii' })
  .map((text) => `whsec_${text.replaceAll(/\s/g, '_')}`);

function flip(text: string, at: number): string {
  const buffer = Buffer.from(text, 'latin1');
  buffer[at >> 3] = (buffer[at >> 3] ?? 0) ^ (1 << (at & 7));
  return buffer.toString('latin1');
}

describe('H1: for every delivery', () => {
  it('what was signed verifies, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, key, async (body, own) => {
        const good = { ...signWebhook({ payload: body, secret: own, timestamp: now }) };
        expect(await verifySignature(body, good, own, { clock })).toBe(true);
      }),
    );
  });

  it('no other secret and no other bytes verify', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, key, key, async (body, other, own, foreign) => {
        fc.pre(own !== foreign && Buffer.compare(body, other) !== 0);
        const good = { ...signWebhook({ payload: body, secret: own, timestamp: now }) };
        expect(await verifySignature(body, good, foreign, { clock })).toBe(false);
        expect(await verifySignature(other, good, own, { clock })).toBe(false);
      }),
    );
  });

  it('a single flipped bit of the body is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: payload.byteLength * 8 - 1 }), async (at) => {
        const forged = Buffer.from(flip(payload.toString('latin1'), at), 'latin1');
        expect(await refusal(() => webhooks.verify(forged, headers))).toMatchObject({
          code: 'webhook_signature_mismatch',
        });
      }),
    );
  });

  it.each(['x-fanfare-signature', 'x-fanfare-timestamp'] as const)(
    'every single flipped bit of %s is refused',
    async (name) => {
      for (let at = 0; at < headers[name].length * 8; at += 1) {
        const forged = { ...headers, [name]: flip(headers[name], at) };
        await refusal(() => webhooks.verify(payload, forged));
        expect(await verifySignature(payload, forged, secret, { clock })).toBe(false);
      }
    },
  );

  it('whatever the headers are, the refusal is a typed one', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(headers)),
      fc.array(fc.string()),
      fc.anything(),
    );
    const record = fc.record(
      { 'x-fanfare-signature': value, 'x-fanfare-timestamp': value },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(record, fc.array(fc.tuple(fc.string(), fc.string()))),
        bytes,
        async (given, body) => {
          expect((await refusal(() => webhooks.verify(body, given as WebhookHeaders))).code).toMatch(
            /^webhook_/,
          );
        },
      ),
    );
  });

  it('whatever the signed bytes are, they are an event or a typed refusal', async () => {
    const body = fc.oneof(
      bytes.map((raw) => Buffer.from(raw)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .dictionary(fc.constantFrom('id', 'type', 'timestamp', 'organizationId', 'data'), fc.jsonValue())
        .map((value) => Buffer.from(JSON.stringify(value))),
    );
    await fc.assert(
      fc.asyncProperty(body, async (raw) => {
        const good = { ...signWebhook({ payload: raw, secret, timestamp: now }) };
        const error = await refusal(() => webhooks.verify(raw, good));
        expect(error.code).toBe('webhook_payload_invalid');
      }),
    );
  });
});
