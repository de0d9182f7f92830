import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createWebhooks, signWebhook, verifySignature, verifyWebhook } from '@fanfare/node/webhooks';
import { envelope, signed } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { now, oldSecret, secret } from './support/samples.js';

const clock = fakeClock();
const verify = (payload: Uint8Array | string, headers: Record<string, string>) =>
  verifyWebhook({ payload, headers, secrets: [secret], clock });

function openssl(key: string, text: Uint8Array): string {
  const output = execFileSync('openssl', ['dgst', '-sha256', '-hmac', key, '-hex'], { input: text });
  return /[0-9a-f]{64}/.exec(output.toString())?.[0] ?? '';
}

describe('H1: the signature', () => {
  const bodies: readonly (readonly [string, Buffer])[] = [
    ['an event', Buffer.from(envelope())],
    ['non-ASCII text', Buffer.from(envelope({ organizationId: 'Größe 測試 🎺' }))],
    ['what a parser would change', Buffer.from('{"v":1.0,"s":"\\u003c","n":12345678901234567890}')],
    ['bytes that are no text', Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x0d])],
    ['nothing', Buffer.alloc(0)],
  ];

  it.each(bodies)('is the one that openssl makes over %s', async (_, body) => {
    const text = Buffer.concat([Buffer.from(`${now}.`), body]);
    const headers = {
      'x-fanfare-signature': `sha256=${openssl(secret, text)}`,
      'x-fanfare-timestamp': `${now}`,
    };

    expect(signWebhook({ payload: body, secret, timestamp: now })).toEqual(headers);
    expect(await verifySignature(body, headers, secret, { clock })).toBe(true);
    expect(await verifySignature(text, headers['x-fanfare-signature'], secret)).toBe(true);
    expect(await verifySignature(body, headers, oldSecret, { clock })).toBe(false);
  });

  const good = signed(envelope());
  const hex = good.headers['x-fanfare-signature']?.slice('sha256='.length) ?? '';
  const forms: readonly (readonly [string, string, string])[] = [
    ['upper-case hex', `sha256=${hex.toUpperCase()}`, 'webhook_header_malformed'],
    ['an upper-case prefix', `SHA256=${hex}`, 'webhook_header_malformed'],
    ['no prefix', hex, 'webhook_header_malformed'],
    ['one digit less', `sha256=${hex.slice(1)}`, 'webhook_header_malformed'],
    ['one digit more', `sha256=${hex}0`, 'webhook_header_malformed'],
    ['half the digits', `sha256=${hex.slice(32)}`, 'webhook_header_malformed'],
    ['a line break at the end', `sha256=${hex}\n`, 'webhook_header_malformed'],
    ['a space in front', ` sha256=${hex}`, 'webhook_header_malformed'],
    ['another algorithm', `sha1=${hex}`, 'webhook_header_malformed'],
    ['letters that are not ASCII', `sha256=${'ａ'.repeat(64)}`, 'webhook_header_malformed'],
    ['two values', `sha256=${hex},sha256=${hex}`, 'webhook_header_missing'],
    ['two values as fetch joins them', `sha256=${hex}, sha256=${hex}`, 'webhook_header_missing'],
    ['nothing', '', 'webhook_header_missing'],
    ['another signature', `sha256=${'0'.repeat(64)}`, 'webhook_signature_mismatch'],
  ];

  it.each(forms)('with %s is refused', async (_, signature, code) => {
    const headers = { ...good.headers, 'x-fanfare-signature': signature };

    expect(await refusal(() => verify(envelope(), headers))).toMatchObject({ code });
    expect(await verifySignature(envelope(), headers, secret, { clock })).toBe(false);
    expect(await verifySignature(envelope(), signature, secret)).toBe(false);
  });

  it('does not hold over other bytes that decode to the same text', async () => {
    const replacement = Buffer.from(envelope({ id: 'whk_\ufffd' }));
    const { headers } = signed(replacement);
    const at = replacement.indexOf(0xef);
    const forged = Buffer.concat([
      replacement.subarray(0, at),
      Buffer.from([0xff]),
      replacement.subarray(at + 3),
    ]);

    expect(forged.toString()).toBe(replacement.toString());
    expect(await verify(replacement, headers)).toMatchObject({ id: 'whk_\ufffd' });
    expect(await refusal(() => verify(forged, headers))).toMatchObject({
      code: 'webhook_signature_mismatch',
      status: 401,
    });
  });
});

describe('H3: the timestamp', () => {
  const skews: readonly (readonly [number, string | undefined])[] = [
    [-301, 'webhook_timestamp_too_new'],
    [-300, undefined],
    [-299, undefined],
    [0, undefined],
    [299, undefined],
    [300, undefined],
    [301, 'webhook_timestamp_too_old'],
  ];

  it.each(skews)('%d s in the past: %s', async (skew, code) => {
    const payload = envelope();
    const headers = { ...signWebhook({ payload, secret, timestamp: now - skew }) };

    expect(await verifySignature(payload, headers, secret, { clock })).toBe(code === undefined);
    if (code === undefined) return expect(await verify(payload, headers)).toMatchObject({ id: 'whk_1' });
    expect(await refusal(() => verify(payload, headers))).toMatchObject({
      code,
      skewSeconds: skew,
      status: 401,
    });
  });

  it('of the same second only is accepted where the tolerance is 0', async () => {
    const payload = envelope();
    const webhooks = createWebhooks({ secrets: [secret], clock, toleranceSeconds: 0 });
    const at = (timestamp: number) => ({ ...signWebhook({ payload, secret, timestamp }) });

    expect(await webhooks.verify(payload, at(now))).toMatchObject({ id: 'whk_1' });
    for (const timestamp of [now - 1, now + 1]) {
      await expect(webhooks.verify(payload, at(timestamp))).rejects.toThrow(/0 s are allowed/);
    }
  });

  it.each([
    `${now}junk`,
    `${now}.0`,
    `-${now}`,
    `+${now}`,
    `1e9`,
    `0x10`,
    ` ${now}`,
    '1234567890123',
    '１７',
  ])('written as %j is refused, although its signature is good', async (text) => {
    const payload = envelope();
    const mac = openssl(secret, Buffer.from(`${text}.${payload}`));
    const headers = { 'x-fanfare-signature': `sha256=${mac}`, 'x-fanfare-timestamp': text };

    expect(await refusal(() => verify(payload, headers))).toMatchObject({
      code: 'webhook_header_malformed',
      status: 400,
    });
    expect(await verifySignature(payload, headers, secret, { clock })).toBe(false);
  });

  it('is looked at before any hash is computed', async () => {
    const headers = { 'x-fanfare-signature': `sha256=${'0'.repeat(64)}`, 'x-fanfare-timestamp': '0' };

    expect(await refusal(() => verify(envelope(), headers))).toMatchObject({
      code: 'webhook_timestamp_too_old',
    });
  });
});

describe('H11: rotation', () => {
  it('accepts any of several secrets and tells which one signed', async () => {
    const webhooks = createWebhooks({ secrets: [secret, oldSecret], clock });
    const payload = envelope();
    const by = (key: string) => ({ ...signWebhook({ payload, secret: key, timestamp: now }) });

    expect(await webhooks.verifyDelivery(payload, by(secret))).toMatchObject({
      secretIndex: 0,
      signedAt: now,
    });
    expect(await webhooks.verifyDelivery(payload, by(oldSecret))).toMatchObject({ secretIndex: 1 });
    await expect(
      createWebhooks({ secrets: [secret], clock }).verify(payload, by(oldSecret)),
    ).rejects.toMatchObject({ code: 'webhook_signature_mismatch' });
  });
});
