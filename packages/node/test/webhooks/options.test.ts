import { afterEach, describe, expect, it, vi } from 'vitest';
import { OptionsError, type Clock } from '@fanfare/core/base';
import {
  createTestWebhook,
  createWebhooks,
  memoryInbox,
  signWebhook,
  verifySignature,
  verifyWebhook,
  webhookHandler,
  type VerifyWebhookOptions,
  type WebhookInbox,
  type WebhooksOptions,
} from '@fanfare/node/webhooks';
import { envelope, signed } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { now, secret } from './support/samples.js';

const canary = 'canary value 0123456789';

describe('H2: a set-up without a usable secret', () => {
  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ['no list', undefined, /secrets must be a list .*not undefined/],
    ['a single string', `whsec_${'a'.repeat(24)}`, /secrets must be a list .*\[secret\]/],
    ['an empty list', [], /secrets is empty/],
    ['an undefined variable', [undefined], /secrets\[0\] must be a webhook secret .*not undefined/],
    ['an empty string', [''], /secrets\[0\] is empty/],
    ['white space', ['   \n'], /secrets\[0\] is empty/],
    ['a line break only', ['\n'], /secrets\[0\] is empty/],
    ['15 characters', ['whsec_123456789'], /secrets\[0\] has fewer than 16 characters/],
    ['white space inside', [secret, canary], /secrets\[1\] contains white space/],
    ['two line breaks at the end', [`${secret}\n\n`], /secrets\[0\] contains white space/],
    ['a secret key', [`sk_test_${'a'.repeat(24)}`], /secrets\[0\] is an API key/],
    ['a publishable key', [`pk_live_${'a'.repeat(24)}`], /secrets\[0\] is an API key/],
  ];

  it.each(bad)('fails: %s', (_, secrets, message) => {
    const options = { secrets } as WebhooksOptions; // what plain JavaScript may pass

    for (const setUp of [() => createWebhooks(options), () => webhookHandler({ ...options, on: {} })]) {
      expect(setUp).toThrow(OptionsError);
      expect(setUp).toThrow(message);
      expect(setUp).not.toThrow(/canary|aaaa|12345/);
    }
  });

  it('fails in the boolean form too, instead of answering false', async () => {
    const { payload, headers } = signed(envelope());

    await expect(verifySignature(payload, headers, '')).rejects.toThrow(OptionsError);
    await expect(verifySignature(payload, headers, undefined as unknown as string)).rejects.toThrow(
      /secret must be a webhook secret/,
    );
  });

  it('knows no way around the check', () => {
    for (const name of ['skipVerification', 'verify', 'insecure', 'disabled']) {
      expect(() => createWebhooks({ secrets: [secret], [name]: false })).toThrow(`no option "${name}"`);
    }
  });

  it('is not caused by the line break that a file ends with', async () => {
    const { payload, headers } = signed(envelope());
    const clock = fakeClock();

    for (const end of ['\n', '\r\n']) {
      expect(await verifySignature(payload, headers, secret + end, { clock })).toBe(true);
    }
  });

  it('is not caused by a secret without the prefix', async () => {
    const payload = envelope();
    const headers = signWebhook({ payload, secret: 'sixteen-letters!', timestamp: now });

    expect(await verifySignature(payload, { ...headers }, 'sixteen-letters!', { clock: fakeClock() })).toBe(
      true,
    );
  });
});

describe('H3: a wrong option', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([Number.NaN, -1, -0.001, Number.POSITIVE_INFINITY, 86_401, '300'])(
    'fails: toleranceSeconds %s',
    (toleranceSeconds) => {
      const options = { secrets: [secret], toleranceSeconds } as WebhooksOptions;

      expect(() => createWebhooks(options)).toThrow(/toleranceSeconds must be a number from 0 to 86400/);
    },
  );

  it.each([0, -1, 1.5, Number.NaN, '1mb'])('fails: maxBytes %s', (maxBytes) => {
    const options = { secrets: [secret], maxBytes } as WebhooksOptions;

    expect(() => createWebhooks(options)).toThrow(/maxBytes must be a whole number above 0/);
  });

  it('fails: a misspelt option or type of event, naming the closest', () => {
    const on = { 'order.complete': () => {} } as object;

    expect(() => createWebhooks({ secrets: [secret], tolerance: 5 } as WebhooksOptions)).toThrow(
      /"tolerance"/,
    );
    expect(() => webhookHandler({ secrets: [secret], on })).toThrow(/Did you mean "order.completed"/);
  });

  it('fails: handlers that are no functions', () => {
    const handler = 'nothing' as unknown as () => void;

    for (const options of [
      { on: { 'order.completed': handler } },
      { on: {}, fallback: handler },
      { on: {}, onError: handler },
    ]) {
      expect(() => webhookHandler({ secrets: [secret], ...options })).toThrow(
        /must be a function, not a string/,
      );
    }
  });

  it('fails: a clock or an inbox that lacks a method', () => {
    const clock = { now: () => 0 } as unknown as Clock;
    const inbox = { claim: async () => 'fresh' } as unknown as WebhookInbox;

    for (const setUp of [
      () => createWebhooks({ secrets: [secret], clock }),
      () => webhookHandler({ secrets: [secret], on: {}, clock }),
      () => memoryInbox({ clock }),
    ]) {
      expect(setUp).toThrow(OptionsError);
      expect(setUp).toThrow(/clock must have the methods now, setTimeout/);
    }
    expect(() => webhookHandler({ secrets: [secret], on: {}, inbox })).toThrow(
      /inbox must have the methods claim, renew, complete, release/,
    );
  });

  it('fails: an option that the boolean form does not have, instead of being ignored', async () => {
    const { payload, headers } = signed(envelope());
    const options = { toleranceSeconds: 5 } as object;

    await expect(verifySignature(payload, headers, secret, options)).rejects.toThrow(
      /verifySignature has no option "toleranceSeconds"/,
    );
  });

  it('fails, naming the function that was called', async () => {
    const wrong = { payload: '', secrets: [secret], toleranceSecond: 5 } as VerifyWebhookOptions; // what plain JavaScript may pass

    await expect(verifyWebhook(wrong)).rejects.toThrow(/verifyWebhook has no option "toleranceSecond"/);
  });

  it('fails in the boolean form where headers cannot be had, which says nothing about the signature', async () => {
    const { payload } = signed(envelope());
    const broken = new TypeError('the connection broke');

    await expect(verifySignature(payload, Promise.reject(broken), secret)).rejects.toBe(broken);
  });

  it('fails: a doctor in production', () => {
    vi.stubEnv('NODE_ENV', 'production');

    expect(() => createWebhooks({ secrets: [secret], doctor: true })).toThrow(/doctor is for development/);
    expect(() => createWebhooks({ secrets: [secret], doctor: false })).not.toThrow();
  });

  it('fails: an inbox that forgets before the platform stops delivering', () => {
    expect(() => memoryInbox({ retentionMs: 44 * 3_600_000 })).toThrow(
      /retentionMs must be at least 160560000/,
    );
    expect(() => memoryInbox({ maxEntries: 0 })).toThrow(/maxEntries must be a whole number above 0/);
  });

  it.each([-1, 1.5, Number.NaN, 1e12])('fails: signing at %s', (timestamp) => {
    expect(() => signWebhook({ payload: '{}', secret, timestamp })).toThrow(OptionsError);
  });

  it.each([undefined, null, 'text'])('fails: %o for the options', async (wrong) => {
    const none = wrong as never;

    await expect(verifyWebhook(none)).rejects.toThrow(OptionsError);
    expect(() => createWebhooks(none)).toThrow(OptionsError);
    expect(() => signWebhook(none)).toThrow(OptionsError);
    expect(() => createTestWebhook(none)).toThrow(OptionsError);
    expect(() => webhookHandler(none)).toThrow(OptionsError);
  });

  it('fails: signing a parsed body', () => {
    expect(() => signWebhook({ payload: {} as string, secret })).toThrow(/payload must be the body/);
  });
});
