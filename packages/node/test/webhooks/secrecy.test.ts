import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  createWebhooks,
  isWebhookError,
  memoryInbox,
  WebhookError,
  webhookHandler,
} from '@fanfare/node/webhooks';
import { FanfareError, isFanfareError } from '@fanfare/core/base';
import { envelope, signed } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { oldSecret, secret } from './support/samples.js';

const clock = fakeClock();
const options = { secrets: [secret], retiredSecrets: [oldSecret], doctor: true, clock };
const print = (value: unknown): string =>
  inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value) + String(value);

describe('K10: what can be printed', () => {
  it('of a verifier, a handler or an inbox holds no secret', () => {
    for (const value of [createWebhooks(options), webhookHandler({ ...options, on: {} }), memoryInbox()]) {
      expect(print(value)).not.toContain('whsec_');
    }
  });

  it('of a refusal holds neither payload, secret nor signature', async () => {
    const good = signed(envelope({ organizationId: 'canary' }));
    const signature = good.headers['x-fanfare-signature'] ?? '';
    const webhooks = createWebhooks(options);
    const forged = Buffer.from(good.payload as string).fill('!', 40, 41);
    const refusals = [
      await refusal(() => webhooks.verify(forged, good.headers)),
      await refusal(() =>
        webhooks.verify(good.payload, { ...good.headers, 'x-fanfare-signature': `${signature}0` }),
      ),
      await refusal(() => webhooks.verify(good.payload, { ...good.headers, 'x-fanfare-timestamp': '17' })),
      await refusal(() =>
        webhooks.verify(...(Object.values(signed('{"id":"canary"}')) as [string, Record<string, string>])),
      ),
    ];

    for (const error of refusals) {
      const printed = print(error) + print({ ...error });
      expect(printed).not.toContain('canary');
      expect(printed).not.toContain(signature.slice(7, 40));
      expect(printed).not.toContain(secret.slice(6));
    }
  });

  it('names itself in a way that other copies of the package understand', async () => {
    const error = await refusal(() => createWebhooks(options).verify('', {}));

    expect(error).toBeInstanceOf(WebhookError);
    expect(error).toBeInstanceOf(FanfareError);
    expect(isWebhookError(error)).toBe(true);
    expect(isFanfareError(error)).toBe(true);
    expect(isWebhookError(new FanfareError('other', { code: 'timeout' }))).toBe(false);
    expect(error.name).toBe('WebhookError');
    expect(error.toJSON()).toMatchObject({ code: 'webhook_header_missing', status: 400, hint: error.hint });
  });
});
