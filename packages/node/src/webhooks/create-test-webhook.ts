import { headers as names, type WebhookEventData, type WebhookEventType } from '@fanfare/contract';
import { checkOptions } from '@fanfare/core/base';
import { signWebhook } from './sign-webhook.js';

/** The data of a type of event; free where the type is not known. */
export type TestWebhookData<Type extends string> = Type extends WebhookEventType
  ? WebhookEventData<Type>
  : Readonly<Record<string, unknown>>;

/** What a delivery in a test is made of. */
export interface TestWebhookOptions<Type extends string> {
  readonly type: Type;
  readonly data: TestWebhookData<Type>;
  /** The secret that signs. */
  readonly secret: string;
  /** @default a fresh id */
  readonly id?: string;
  /** @default `'org_test'` */
  readonly organizationId?: string;
  /**
   * When it is signed and said to have happened, in seconds since the epoch.
   * @default now
   */
  readonly timestamp?: number;
}

/** A delivery as the platform sends it. */
export interface TestWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes a `Request` that delivers it. */
  request(url: string): Request;
}

/**
 * Makes a signed delivery for the tests of your own handler. The data is taken as it is, so that a test can also
 * deliver what no platform should.
 *
 * @throws `OptionsError` `invalid_options`, where the secret or the timestamp is wrong.
 * @example
 * ```ts
 * import { createTestWebhook, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const secret = 'whsec_for_the_tests_only';
 * const handler = webhookHandler({ secrets: [secret], on: { 'draw.consumer.lost': (event) => console.log(event.id) } });
 * const data = { sequenceId: 'seq_1', experienceId: 'exp_1', consumerId: 'con_1', drawId: 'drw_1', lostAt: '2026-01-01T00:00:00Z' };
 * const webhook = createTestWebhook({ type: 'draw.consumer.lost', data, secret });
 *
 * const response = await handler(webhook.request('http://localhost/webhooks')); // 200
 * ```
 */
export function createTestWebhook<const Type extends WebhookEventType | (string & {})>(
  options: TestWebhookOptions<Type>,
): TestWebhook {
  checkOptions(options, ['type', 'data', 'secret', 'id', 'organizationId', 'timestamp'], 'createTestWebhook');
  const { type, data, secret, timestamp = Math.floor(Date.now() / 1000) } = options;
  const { id = `whk_${crypto.randomUUID().replaceAll('-', '')}`, organizationId = 'org_test' } = options;
  const happenedAt = new Date(timestamp * 1000).toISOString();
  const body = JSON.stringify({ id, type, timestamp: happenedAt, organizationId, data });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Fanfare-Webhooks/1.0',
    ...signWebhook({ payload: body, secret, timestamp }),
    [names.webhookEventType]: type,
    [names.webhookDeliveryId]: `dlv_${crypto.randomUUID().replaceAll('-', '')}`,
  };
  return { body, headers, request: (url) => new Request(url, { method: 'POST', body, headers }) };
}
