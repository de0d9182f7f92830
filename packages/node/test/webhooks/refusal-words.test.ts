import { createWebhooks, signWebhook, type WebhookHeaders } from '@fanfare/node/webhooks';
import { describe, expect, it } from 'vitest';
import { checkTimestamp } from '../../src/webhooks/check-timestamp.js';
import { orderCompleted } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { now, oldSecret, secret } from './support/samples.js';

const good = orderCompleted();
const verify = async (headers: object): Promise<string> => {
  const webhooks = createWebhooks({ secrets: [secret], clock: fakeClock() });
  return (
    await refusal(() => webhooks.verify(good.body, { ...good.headers, ...headers } as WebhookHeaders))
  ).message;
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
