import fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { withTolerance } from '@fanfare/contract/schemas';
import { webhookEnvelopeSchema, webhookEventData, webhookEventSamples } from '@fanfare/contract/webhooks';
import { fits } from '../src/fits.js';

const samples = Object.entries(webhookEventSamples).map(([type, data]) => ({
  type,
  data: data as Readonly<Record<string, unknown>>,
  schema: withTolerance(webhookEventData[type as keyof typeof webhookEventData], 'tolerant'),
}));
const envelope = withTolerance(webhookEnvelopeSchema, 'tolerant');
const good = {
  id: 'whk_1',
  type: 'order.completed',
  timestamp: '2026-01-01T00:00:00Z',
  organizationId: 'org_1',
  data: {},
};

/** What it says yes to, a parse takes and returns as it is. */
function expectSound(schema: z.ZodMiniType, value: unknown): void {
  if (!fits(schema, value)) return;
  const parsed = schema.safeParse(value);
  expect(parsed.success).toBe(true);
  expect(parsed.data).toEqual(value);
}

const wrong = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, '', 'x'.repeat(300), -1, 0.5, 1e300, Number.NaN, [], {}, [1], null),
  fc.constantFrom('2026-02-30T00:00:00Z', '2026-01-01', '12', '12.', '1e3', 'eur', 'g'.repeat(3_000)),
);

describe('a guard made of a schema', () => {
  it.each(samples)('knows what fits: $type', ({ data, schema }) => {
    expect(fits(schema, data)).toBe(true);
    expect(fits(schema, { ...data, newer: [{ than: 'this' }] })).toBe(true);
    expectSound(schema, { ...data, newer: [{ than: 'this' }] });
  });

  it('never says yes to what a parse refuses or changes, whatever stands in a field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), wrong, ({ data, schema }, at, value) => {
        const names = Object.keys(data);
        const name = names[at % names.length] ?? 'none';
        const { [name]: _, ...without } = data;
        expectSound(schema, { ...data, [name]: value });
        expectSound(schema, without);
        expectSound(envelope, { ...good, [Object.keys(good)[at % 5] ?? 'id']: value });
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows the envelope', () => {
    expect(fits(envelope, good)).toBe(true);
    for (const name of Object.keys(good)) expect(fits(envelope, { ...good, [name]: 7 })).toBe(false);
    for (const value of [null, [], 'text', undefined]) expect(fits(envelope, value)).toBe(false);
  });

  it('leaves to the parse what a parse would change', () => {
    const polluted: unknown = JSON.parse('{"__proto__":{"admin":true}}');
    expect(fits(envelope, { ...good, data: polluted })).toBe(false);
    expect(fits(z.looseObject({}), polluted)).toBe(false);
    expect(fits(z.object({ a: z.string() }), { a: '', b: 1 })).toBe(false); // it would lose b
  });

  it('leaves to the parse what it does not understand', () => {
    const odd = [
      z.email(),
      z.url(),
      z.string().check(z.refine(() => false)),
      z.number().check(z.multipleOf(2)),
      z.union([z.string(), z.number()]),
      z.looseObject({ a: z.string() }).check(z.refine(() => false)),
      z.string().check(z.regex(/a/g)),
      z.string().check(z.trim()),
      z.pipe(
        z.string(),
        z.transform((text) => text.length),
      ),
    ];
    for (const schema of odd)
      for (const value of ['a@b.example', 'https://a.example', 2, { a: '' }, 'a'])
        expect(fits(schema, value)).toBe(false);
  });
});
