import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { verifyWebhook, type WebhookHeaders } from '@fanfare/node/webhooks';
import { envelope, signed } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { secret } from './support/samples.js';

const clock = fakeClock();
const payload = envelope();
const good = signed(payload).headers;
const signature = good['x-fanfare-signature'] ?? '';
const timestamp = good['x-fanfare-timestamp'] ?? '';
const verify = (headers: WebhookHeaders | Promise<WebhookHeaders>) =>
  verifyWebhook({ payload, headers, secrets: [secret], clock });

const pairs: readonly (readonly [string, string])[] = [
  ['Content-Type', 'application/json'],
  ['X-Fanfare-Signature', signature],
  ['X-Fanfare-Timestamp', timestamp],
];

describe('H1: the headers', () => {
  const kinds: readonly (readonly [string, () => WebhookHeaders | Promise<WebhookHeaders>])[] = [
    ['Headers', () => new Headers(good)],
    ['a promise of Headers', () => Promise.resolve(new Headers(good))],
    ['a plain object', () => good],
    ['a promise of a plain object', () => Promise.resolve(good)],
    ['a plain object in the documented case', () => Object.fromEntries(pairs)],
    [
      'a plain object in upper case',
      () => ({ 'X-FANFARE-SIGNATURE': signature, 'X-FANFARE-TIMESTAMP': timestamp }),
    ],
    [
      'a plain object of lists',
      () => ({ 'x-fanfare-signature': [signature], 'x-fanfare-timestamp': [timestamp] }),
    ],
    [
      'an object without a prototype',
      () => Object.assign(Object.create(null), good) as Record<string, string>,
    ],
    ['pairs', () => pairs],
    ['a Map in any case', () => new Map(pairs)],
    ['a Map of another realm', () => runInNewContext('new Map(pairs)', { pairs }) as Map<string, string>],
    ['a generator', () => pairs.values()],
    ['the flat list of Node', () => pairs.flat()],
    ['something like Headers', () => ({ get: (name: string) => good[name] ?? null }) as unknown as Headers],
  ];

  it.each(kinds)('may be %s', async (_, make) => {
    expect(await verify(make())).toMatchObject({ id: 'whk_1' });
  });

  const doubled = new Headers(good);
  doubled.append('x-fanfare-signature', signature);
  const bad: readonly (readonly [string, unknown, string])[] = [
    ['nothing', undefined, 'is missing'],
    ['null', null, 'is missing'],
    ['a string', 'x-fanfare-signature', 'is missing'],
    ['no headers', {}, 'is missing'],
    ['no timestamp', { 'x-fanfare-signature': signature }, 'x-fanfare-timestamp is missing'],
    ['no signature', { 'x-fanfare-timestamp': timestamp }, 'x-fanfare-signature is missing'],
    ['an empty signature', { ...good, 'x-fanfare-signature': '' }, 'is missing'],
    ['an undefined signature', { ...good, 'x-fanfare-signature': undefined }, 'is missing'],
    ['an empty list', { ...good, 'x-fanfare-signature': [] }, 'is missing'],
    ['doubled Headers', doubled, 'more than once'],
    ['a list of two', { ...good, 'x-fanfare-signature': [signature, signature] }, 'more than once'],
    ['two spellings', { ...good, 'X-Fanfare-Signature': signature }, 'more than once'],
    [
      'an additional signature twice',
      { ...good, 'x-fanfare-additional-signature': [signature, signature] },
      'more than once',
    ],
    [
      'only an additional signature',
      { 'x-fanfare-additional-signature': signature, 'x-fanfare-timestamp': timestamp },
      'x-fanfare-signature is missing',
    ],
    ['doubled pairs', [...pairs, ['x-fanfare-timestamp', timestamp]], 'more than once'],
    ['a doubled flat list', [...pairs, ...pairs].flat(), 'more than once'],
  ];

  it.each(bad)('that are %s are refused', async (_, headers, how) => {
    const error = await refusal(() => verify(headers as WebhookHeaders)); // what plain JavaScript may pass

    expect(error).toMatchObject({ code: 'webhook_header_missing', status: 400 });
    expect(error.message).toContain(how);
  });

  it('with a value that is no string are refused', async () => {
    const headers = { ...good, 'x-fanfare-timestamp': Number(timestamp) } as unknown as WebhookHeaders;

    expect(await refusal(() => verify(headers))).toMatchObject({ code: 'webhook_header_malformed' });
  });
});
