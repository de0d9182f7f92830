import { createHash } from 'node:crypto';
import {
  createWebhooks,
  signWebhook,
  verifySignature,
  type WebhookError,
  type WebhookHeaders,
} from '@fanfare/node/webhooks';
import { describe, expect, it } from 'vitest';
import { checkTimestamp } from '../../src/webhooks/check-timestamp.js';
import { decodeJsonValue } from '../../src/webhooks/decode-json.js';
import { messageBytes, type FrameworkMessage } from '../../src/webhooks/message-bytes.js';
import { storableKey } from '../../src/webhooks/storable-key.js';
import { orderCompleted } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { now, oldSecret, secret } from './support/samples.js';

const good = orderCompleted();
const verify = async (headers: object): Promise<string> => {
  const webhooks = createWebhooks({ secrets: [secret], clock: fakeClock() });
  return (await refusal(() => webhooks.verify(good.body, { ...good.headers, ...headers } as WebhookHeaders)))
    .message;
};
const signedAt = (timestamp: number, by = secret): object =>
  signWebhook({ payload: good.body, secret: by, timestamp });

describe('H1: the words of a refusal', () => {
  it.each<[string, object, RegExp]>([
    [
      'a signature in another form',
      { 'x-fanfare-signature': 'sha1=ab' },
      /its signature is not "sha256=" and 64 lower-case hex digits/,
    ],
    ['a timestamp in another form', { 'x-fanfare-timestamp': '1e9' }, /its timestamp is not 1 to 12 digits/],
    ['another secret', signedAt(now, oldSecret), /no configured secret made its signature over these bytes/],
    [
      'an old delivery',
      signedAt(now - 400),
      /it was signed 400 s ago by the clock of this machine; 300 s are allowed/,
    ],
    [
      'a future delivery',
      signedAt(now + 400),
      /it was signed 400 s ahead of the clock of this machine; 300 s are allowed/,
    ],
  ])('tell %s', async (_, headers, words) => {
    expect(await verify(headers)).toMatch(words);
  });

  it.each([-301, 301])('carry how far apart the clocks are: %i s', (skewSeconds) => {
    const check = (): void =>
      checkTimestamp({ signedAt: 1_000, now: (1_000 + skewSeconds) * 1_000, toleranceSeconds: 300 });

    expect(check).toThrow(expect.objectContaining({ skewSeconds }));
  });
});

describe('H1: the words about a body', () => {
  const decode = (bytes: Uint8Array, hint?: string): unknown => {
    try {
      return decodeJsonValue(bytes, hint);
    } catch (error) {
      const { code, hint: told, message } = error as WebhookError;
      return { code, told, message };
    }
  };

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /its signature is good, but its body is empty/],
    ['bytes that are no text', Uint8Array.of(0x22, 0xff, 0x22), /its body is not valid UTF-8/],
    ['a text that is no JSON', Buffer.from('{secret'), /its body is not JSON/],
  ])('tell %s, and the hint that was given, or the usual one', (_, bytes, words) => {
    const code = 'webhook_payload_invalid';
    const message = expect.stringMatching(words) as string;

    expect(decode(bytes, 'Send it whole.')).toEqual({ code, told: 'Send it whole.', message });
    const usual = expect.stringMatching(/^Update the SDK/) as string;
    expect(decode(bytes)).toEqual({ code, told: usual, message });
  });
});

describe('H10: the bytes that a framework kept', () => {
  const fresh = { readableDidRead: false, readableEncoding: null };
  const kept = Buffer.from('kept');
  const of = (message: object, hint?: string): unknown => messageBytes(message as FrameworkMessage, hint);

  it('are those of rawBody, or of a body that is bytes', () => {
    expect(of({ ...fresh, rawBody: kept, body: Buffer.from('other') })).toBe(kept);
    expect(of({ readableDidRead: true, readableEncoding: null, body: kept })).toBe(kept);
  });

  it('are none yet where nobody has read, also beside an empty object', () => {
    expect([of(fresh), of({ ...fresh, body: {} })]).toEqual([undefined, undefined]);
  });

  it.each([
    ['it was read', { readableDidRead: true, readableEncoding: null, body: { id: 1 } }],
    ['it is read as text', { readableDidRead: false, readableEncoding: 'utf8' }],
  ])('are gone where %s, which says so with its hint', (_, message) => {
    const refusalOf = (hint?: string): WebhookError => {
      try {
        of(message, hint);
      } catch (error) {
        return error as WebhookError;
      }
      throw new Error('It was taken.');
    };

    expect(refusalOf('Use express.raw().')).toMatchObject({
      code: 'webhook_body_already_parsed',
      hint: 'Use express.raw().',
      message: expect.stringMatching(
        /a body parser read the request before, so the signed bytes are gone/,
      ) as string,
    });
    expect(refusalOf().hint).not.toBe('Use express.raw().');
  });
});

describe('H4: the name of an event in a store', () => {
  it.each(['org_1:whk_1', ' ', '~', 'a'.repeat(256)])(
    'is itself where every store can keep it: %j',
    (key) => {
      expect(storableKey(key)).toBe(key);
    },
  );

  it.each(['', 'é', 'a\n', '\0a', '\u007f', 'a'.repeat(257), 'sha256:ab', '\ud800', '\ud801'])(
    'is a hash of its own where not: %j',
    (key) => {
      const hash = createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('hex');

      expect(storableKey(key)).toBe(`sha256:${hash}`);
    },
  );
});

describe('H2: the options of the boolean form', () => {
  it('need a clock that is one', async () => {
    const options = { clock: {} as never };

    await expect(verifySignature(good.body, good.headers, secret, options)).rejects.toMatchObject({
      code: 'invalid_options',
    });
  });

  it('say whose option it is that there is not', async () => {
    await expect(verifySignature(good.body, good.headers, secret, { clocks: 1 } as never)).rejects.toThrow(
      /verifySignature/,
    );
  });
});
