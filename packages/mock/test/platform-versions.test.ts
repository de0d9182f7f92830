import { apiVersion, headers as names } from '@fanfare/contract';
import { operationList } from '@fanfare/contract/operations';
import { withTolerance } from '@fanfare/contract/schemas';
import { webhookEventData, webhookEventSamples } from '@fanfare/contract/webhooks';
import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFromSchema } from '../../contract/test/support/arbitrary-from-schema.js';
import { asNext, nextField, nextWord } from '../src/versions/as-next.js';
import { asPrevious } from '../src/versions/as-previous.js';
import type { Schema } from '../src/versions/parts-of.js';
import { mockApi } from './support/mock-api.js';
import { openReceiver } from './support/open-receiver.js';
import { openShop } from './support/open-shop.js';

const now = '2026-11-24T10:00:00.000Z';
const pk = 'pk_test_aurora_mock';

const open = (options: MockPlatformOptions = {}): MockPlatform => createMockPlatform({ now, ...options });
const guest = (platform: MockPlatform, version?: string) =>
  mockApi(platform).call('auth.guest', {
    pk,
    ...(version !== undefined && { headers: { [names.apiVersion]: version } }),
  });

/** Everything that a platform answers with, by name. */
const answers: readonly (readonly [string, Schema])[] = [
  ...operationList.flatMap(({ id, response, events }): [string, Schema][] => [
    // Two answers are `null`, in which there is nothing to be more or less.
    ...(response === undefined || response._zod.def.type === 'null'
      ? []
      : [[id, response] as [string, Schema]]),
    ...(events === undefined ? [] : [[`${id}, an event`, events] as [string, Schema]]),
  ]),
  ...Object.entries(webhookEventData).map(([type, data]): [string, Schema] => [`webhook ${type}`, data]),
];

describe('N12: an answer of another platform', () => {
  it.each(answers)(
    'is understood, though it has more or less in it: %s',
    (_name, schema) => {
      const tolerant = withTolerance(schema, 'tolerant');
      const sample = arbitraryFromSchema(schema, { fullness: 20 });
      fc.assert(
        fc.property(sample, (value) => {
          expect(tolerant.safeParse(asNext(schema, value))).toMatchObject({ success: true });
          expect(tolerant.safeParse(asPrevious(schema, value))).toMatchObject({ success: true });
        }),
        { numRuns: 5 },
      );
    },
    60_000,
  );

  it.each(answers.filter(([, { _zod }]) => _zod.def.type === 'object'))(
    'really has more in it, which a platform of this version may not send: %s',
    (_name, schema) => {
      const [value] = fc.sample(arbitraryFromSchema(schema), { numRuns: 1, seed: 7 });

      expect(asNext(schema, value)).toMatchObject(nextField);
      expect(withTolerance(schema, 'strict').safeParse(asNext(schema, value)).success).toBe(false);
    },
  );
});

describe('N12: the version of the wire', () => {
  it('is answered, readable for pages, and written down as it was asked for', async () => {
    const platform = open({ allowedOrigins: ['https://shop.example'] });
    const { headers } = await mockApi(platform).call('auth.guest', {
      pk,
      headers: { [names.apiVersion]: '2026-03', origin: 'https://shop.example' },
    });

    expect(headers.get(names.apiVersion)).toBe(apiVersion);
    expect(headers.get('access-control-expose-headers')).toContain(names.apiVersion);
    expect(platform.requests.at(-1)?.headers[names.apiVersion]).toBe('2026-03');
  });

  it.each(['2019-13', 'latest', '2026-11-24', ''])('is refused where it is none: %j', async (version) => {
    expect((await guest(open(), version)).error).toBe('validation_error');
  });

  it('may be later than that of the platform', async () => {
    expect((await guest(open(), '2031-01')).status).toBe(200);
  });

  it('is none of what the hosted platform documents, nor of one before this contract', async () => {
    for (const options of [{ profile: 'hosted' }, { settings: { platformVersion: 'previous' } }] as const) {
      const { status, headers } = await guest(open(options), 'latest');

      expect([status, headers.has(names.apiVersion)]).toEqual([200, false]);
    }
  });

  it('is deprecated, then refused, and nobody else is', async () => {
    const versionSunset = {
      version: '2026-11',
      deprecatedAt: '2026-11-01T00:00:00Z',
      sunsetAt: '2027-11-01T00:00:00Z',
    };
    const platform = open({ settings: { versionSunset } });
    const { status, headers } = await guest(platform, '2026-11');

    expect([status, headers.get('deprecation'), headers.get('sunset')]).toEqual([
      200,
      `@${Date.parse(versionSunset.deprecatedAt) / 1000}`,
      'Mon, 01 Nov 2027 00:00:00 GMT',
    ]);
    expect((await guest(platform, '2026-12')).headers.has('deprecation')).toBe(false);
    await platform.clock.advance('360d');

    const over = await guest(platform, '2026-10');
    expect([over.status, over.error]).toEqual([410, 'version_unsupported']);
    expect((await guest(platform, '2026-12')).status).toBe(200);
    expect((await guest(platform)).status).toBe(200);
    expect(platform.defects).toEqual([]);
  });

  it.each([
    { platformVersion: 'later' },
    { versionSunset: { version: 'one', deprecatedAt: now } },
    { versionSunset: { version: '2026-11', deprecatedAt: 'soon' } },
    { versionSunset: { version: '2026-11', deprecatedAt: now, sunsetAt: 'later' } },
  ])('cannot be set to nothing: %j', (settings) => {
    expect(() => open({ settings: settings as never })).toThrow(TypeError);
  });
});

describe('N12: a later platform', () => {
  const settings = { platformVersion: 'next', allowLoopbackWebhooks: true } as const;

  it('delivers more in its webhooks, and events of a type that nobody knows', async () => {
    const receiver = await openReceiver();
    const shop = openShop({ platform: open({ settings }) });
    shop.platform.addWebhookEndpoint({ organizationId: shop.organization.id, url: receiver.url });
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.platform.settle();
    await receiver.close();

    const types = receiver.received.map(({ event }) => event.type);
    expect(types).toEqual(expect.arrayContaining(['queue.consumer.entered', `queue.${nextWord}`]));
    for (const { event } of receiver.received)
      expect([event, event.data]).toMatchObject([nextField, nextField]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('says more in its refusals', async () => {
    const { status, body } = await mockApi(open({ settings })).call('auth.guest', {});

    expect(status).toBe(401);
    expect(body).toMatchObject({ error: 'publishable_key_required', ...nextField });
  });
});

it('N12: samples of webhooks survive both', () => {
  for (const [type, data] of Object.entries(webhookEventData)) {
    const sample = webhookEventSamples[type as keyof typeof webhookEventSamples];
    expect(withTolerance(data, 'tolerant').safeParse(asPrevious(data, sample)).success).toBe(true);
  }
});
