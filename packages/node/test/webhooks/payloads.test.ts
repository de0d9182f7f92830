import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { verifySignature, verifyWebhook, type WebhookPayload } from '@fanfare/node/webhooks';
import { envelope, post, signed } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { now, secret } from './support/samples.js';

const clock = fakeClock();
const text = envelope({ organizationId: 'Größe 🎺' });
const bytes = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
const even = Buffer.from(text + ' '.repeat((8 - (Buffer.byteLength(text) % 8)) % 8));
const verify = (payload: WebhookPayload, headers: Record<string, string>, maxBytes = 1_048_576) =>
  verifyWebhook({ payload, headers, secrets: [secret], clock, maxBytes });

/** The bytes at an odd place of a larger buffer. */
function offset(content: Uint8Array, by = 8): { buffer: ArrayBuffer; byteOffset: number } {
  const buffer = new ArrayBuffer(content.byteLength + by + 8);
  new Uint8Array(buffer).fill(0x7b).set(content, by);
  return { buffer, byteOffset: by };
}

describe('H1: the payload', () => {
  const { buffer, byteOffset } = offset(even);
  const length = even.byteLength;
  const kinds: readonly (readonly [string, WebhookPayload])[] = [
    ['a string', even.toString()],
    ['a Buffer', even],
    ['a Uint8Array with an offset', new Uint8Array(buffer, byteOffset, length)],
    ['an Int8Array with an offset', new Int8Array(buffer, byteOffset, length)],
    ['a Uint8ClampedArray with an offset', new Uint8ClampedArray(buffer, byteOffset, length)],
    ['a Uint16Array with an offset', new Uint16Array(buffer, byteOffset, length / 2)],
    ['a Float64Array with an offset', new Float64Array(buffer, byteOffset, length / 8)],
    ['a DataView with an offset', new DataView(buffer, byteOffset, length)],
    [
      'a Uint8Array of another realm',
      runInNewContext('Uint8Array.from(bytes)', { bytes: [...even] }) as Uint8Array,
    ],
    [
      'an ArrayBuffer of another realm',
      runInNewContext('Uint8Array.from(bytes).buffer', { bytes: [...even] }) as ArrayBuffer,
    ],
    ['an ArrayBuffer', even.buffer.slice(even.byteOffset, even.byteOffset + length) as ArrayBuffer],
  ];

  it.each(kinds)('may be %s', async (_, payload) => {
    expect(await verify(payload, signed(even).headers)).toMatchObject({ organizationId: 'Größe 🎺' });
  });

  it('may be a Request, with its own headers or with others', async () => {
    const { headers } = signed(bytes);

    expect(await verifyWebhook({ payload: post(bytes, headers), secrets: [secret], clock })).toMatchObject({
      id: 'whk_1',
    });
    expect(await verify(post(bytes, {}), headers)).toMatchObject({ id: 'whk_1' });
  });

  it.each([
    ['a parsed body', JSON.parse(text)],
    ['a list', [1]],
    ['nothing', undefined],
    ['null', null],
    ['a number', 12],
    ['a Blob', new Blob([text])],
  ])('that is %s is refused with a hint', async (_, payload: unknown) => {
    const given = payload as WebhookPayload; // what plain JavaScript may pass
    const expected = {
      code: 'webhook_body_already_parsed',
      status: 500,
      hint: expect.stringMatching(/bytes/),
    };

    expect(await refusal(() => verify(given, signed(text).headers))).toMatchObject(expected);
    expect(
      await refusal(() => verifySignature(given, signed(text).headers, secret, { clock })),
    ).toMatchObject(expected);
  });

  it('that is a Request read before is refused at once', async () => {
    const request = post(bytes, signed(bytes).headers);
    await request.json();
    const locked = post(bytes, signed(bytes).headers);
    locked.body?.getReader();

    for (const payload of [request, locked]) {
      expect(await refusal(() => verifyWebhook({ payload, secrets: [secret], clock }))).toMatchObject({
        code: 'webhook_body_already_parsed',
      });
    }
  });

  it('that breaks off is refused', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 5));
      },
      pull: (controller) => controller.error(new Error('connection reset')),
    });
    const request = new Request('http://shop.example/', {
      method: 'POST',
      body: broken,
      duplex: 'half',
    } as RequestInit);

    expect(await refusal(() => verify(request, signed(bytes).headers))).toMatchObject({
      code: 'webhook_body_unreadable',
      status: 400,
    });
  });
});

describe('the size', () => {
  it('of 0 bytes is verified, and is no event', async () => {
    const { headers } = signed('');

    expect(await verifySignature(new Uint8Array(), headers, secret, { clock })).toBe(true);
    expect(await refusal(() => verify('', headers))).toMatchObject({
      code: 'webhook_payload_invalid',
      message: expect.stringContaining('its body is empty'),
    });
  });

  it('may be exactly the limit, and not a byte more', async () => {
    const { headers } = signed(bytes);
    const size = bytes.byteLength;

    for (const payload of [bytes, bytes.toString()]) {
      expect(await verify(payload, headers, size)).toMatchObject({ id: 'whk_1' });
      expect(await refusal(() => verify(payload, headers, size - 1))).toMatchObject({
        code: 'webhook_body_too_large',
        status: 413,
      });
    }
  });

  it('of 10 MB is refused by default and accepted where the limit allows it', async () => {
    const large = Buffer.from(envelope({ filler: 'x'.repeat(10_485_760) }));
    const { headers } = signed(large);

    expect(await refusal(() => verify(large, headers))).toMatchObject({ code: 'webhook_body_too_large' });
    expect(await verify(large, headers, 11_000_000)).toMatchObject({ id: 'whk_1' });
  });

  it('is checked before the headers', async () => {
    expect(await refusal(() => verify(bytes, {}, 10))).toMatchObject({ code: 'webhook_body_too_large' });
  });

  it('that is declared too large is not read at all', async () => {
    let pulled = 0;
    const stream = new ReadableStream({ pull: () => void (pulled += 1) }, { highWaterMark: 0 });
    const init = { method: 'POST', body: stream, duplex: 'half', headers: { 'content-length': '2000000' } };
    const request = new Request('http://shop.example/', init as RequestInit);

    expect(await refusal(() => verify(request, {}))).toMatchObject({ code: 'webhook_body_too_large' });
    expect(pulled).toBe(0);
  });

  it('of an endless stream is noticed while reading, and the stream is cancelled', async () => {
    let pulled = 0;
    let cancelled = false;
    const stream = new ReadableStream(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1024));
        },
        cancel() {
          cancelled = true;
          return new Promise(() => {}); // a source that never confirms must not hold the refusal back
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method: 'POST', body: stream, duplex: 'half' };
    const request = new Request('http://shop.example/', init as RequestInit);

    expect(await refusal(() => verify(request, {}, 10_240))).toMatchObject({
      code: 'webhook_body_too_large',
    });
    expect(pulled).toBeLessThanOrEqual(12);
    expect(cancelled).toBe(true);
  });
});

describe('the body of a good signature', () => {
  it('may start with a byte order mark, which was signed too', async () => {
    const marked = Buffer.from(`\ufeff${text}`);

    expect(await verify(marked, signed(marked).headers)).toMatchObject({ id: 'whk_1' });
    expect(await refusal(() => verify(marked.subarray(3), signed(marked).headers))).toMatchObject({
      code: 'webhook_signature_mismatch',
    });
  });

  const latin1 = Buffer.from(envelope({ id: 'whk_Größe' }), 'latin1');
  it.each([
    ['is not UTF-8', latin1, 'is not valid UTF-8'],
    ['is cut inside a character', Buffer.from('{"a":"🎺').subarray(0, -1), 'is not valid UTF-8'],
    ['has a lone surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'is not valid UTF-8'],
    ['is not JSON', Buffer.from('order=completed&secret=canary'), 'is not JSON'],
    ['is cut', Buffer.from('{"id":"canary'), 'is not JSON'],
    ['is a list', Buffer.from('[{"id":"canary"}]'), 'is not a JSON object'],
    ['is null', Buffer.from('null'), 'is not a JSON object'],
    ['is a string', Buffer.from('"canary"'), 'is not a JSON object'],
  ])('that %s is refused without being quoted', async (_, body, how) => {
    const error = await refusal(() => verify(body, signed(body).headers));

    expect(error).toMatchObject({ code: 'webhook_payload_invalid', status: 400 });
    expect(error.message).toContain(how);
    expect(error.cause).toBeUndefined();
    expect(error.message + JSON.stringify(error)).not.toContain('canary');
  });

  it('is verified although writing it again would change it', async () => {
    const data = '{"v":1.0,"s":"\\u003c","n":12345678901234567890}';
    const body = `{"id":"whk_1","type":"new.kind","timestamp":"2023-11-14T22:13:20Z","organizationId":"org_1","data":${data}}`;
    expect(JSON.stringify(JSON.parse(body))).not.toBe(body);

    expect(await verify(body, signed(body).headers)).toMatchObject({ data: { v: 1, s: '<' } });
    expect(await refusal(() => verify(JSON.stringify(JSON.parse(body)), signed(body).headers))).toMatchObject(
      { code: 'webhook_signature_mismatch' },
    );
  });
});

it('the time of the samples is the time of the clock', () => {
  expect(clock.now()).toBe(now * 1000);
});
