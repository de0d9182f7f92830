import { createHmac } from 'node:crypto';
import { createWebhooks, verifySignature, type Webhooks } from '@fanfare/node/webhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { equalByteByByte } from '../../src/bytes/equal-bytes.js';
import { nodeCrypto } from '../../src/runtime/node-crypto.js';

// As on a worker at the edge: there is no process to ask for modules of Node, and no Buffer.
beforeEach(() => {
  vi.stubGlobal('process', undefined);
  vi.stubGlobal('Buffer', undefined);
});
afterEach(() => vi.unstubAllGlobals());

const secret = 'whsec_of_the_test_without_node'; // of this file alone: a key that another made may be one of Node's
const timestamp = String(Math.floor(Date.now() / 1000));
const data = {
  sequenceId: 's',
  experienceId: 'e',
  consumerId: 'c',
  drawId: 'd',
  lostAt: '2026-01-01T00:00:00Z',
};
const body = JSON.stringify({
  id: 'whk_grün',
  type: 'draw.consumer.lost',
  timestamp: '2026-01-01T00:00:00Z',
  organizationId: 'org_1',
  data,
});

function headersOf(signed: string, { by = secret, at = timestamp } = {}) {
  const mac = createHmac('sha256', by).update(`${at}.${signed}`).digest('hex');
  return { 'x-fanfare-signature': `sha256=${mac}`, 'x-fanfare-timestamp': at };
}

describe('O3: without the crypto of Node, webhooks are verified by WebCrypto', () => {
  let webhooks: Webhooks;
  beforeEach(() => {
    // Here, where there is no Node any more: a key that was made before would be one of Node's.
    webhooks = createWebhooks({ secrets: ['whsec_another_of_the_tests', secret] });
  });

  it('takes what was signed, and tells by which secret', async () => {
    expect(nodeCrypto()).toBeUndefined();
    const { event, secretIndex } = await webhooks.verifyDelivery(body, headersOf(body));

    expect([event.id, secretIndex]).toEqual(['whk_grün', 1]);
    expect(await verifySignature(body, headersOf(body), secret)).toBe(true);
  });

  it.each([
    ['another body', body.replace('whk_', 'whk-'), headersOf(body)],
    ['another secret', body, headersOf(body, { by: 'whsec_of_somebody_else' })],
    ['another time', body, { ...headersOf(body), 'x-fanfare-timestamp': String(Number(timestamp) - 1) }],
  ])('refuses %s', async (_, payload, headers) => {
    await expect(webhooks.verify(payload, headers)).rejects.toMatchObject({
      code: 'webhook_signature_mismatch',
    });
    expect(await verifySignature(payload, headers, secret)).toBe(false);
  });

  it.each([
    ['trailing_newline', `${body}\n`],
    ['line_endings', body.replace('{', '{\r\n'), body.replace('{', '{\n')],
    ['base64', btoa('{"a":1}'), '{"a":1}'],
    ['reserialized_json', JSON.stringify(JSON.parse(body), null, 2)],
    ['unknown', '{}'],
  ])('the doctor still finds: %s', async (mismatchCause, arrived, signed = body) => {
    const doctor = createWebhooks({ secrets: [secret], doctor: true });

    await expect(doctor.verify(arrived, headersOf(signed))).rejects.toMatchObject({ mismatchCause });
  });

  it('compares every byte', () => {
    const mac = new Uint8Array(32).fill(7);
    const differing = Array.from({ length: 32 }, (_, at) => mac.with(at, 6));

    expect(equalByteByByte(mac, mac.slice())).toBe(true);
    expect(differing.filter((other) => equalByteByByte(mac, other))).toEqual([]);
  });
});
