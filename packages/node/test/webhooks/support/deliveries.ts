import { createTestWebhook, signWebhook, type TestWebhook, type WebhookBytes } from '@fanfare/node/webhooks';
import { now, samples, secret } from './samples.js';

/** A delivery of one event, signed at the time at which the clocks of the tests stand. */
export function orderCompleted(overrides: { id?: string; organizationId?: string } = {}): TestWebhook {
  const data = samples['order.completed'];
  return createTestWebhook({ type: 'order.completed', data, secret, timestamp: now, ...overrides });
}

/** Wraps data in an envelope, as text. */
export function envelope(overrides: Readonly<Record<string, unknown>> = {}): string {
  const base = { id: 'whk_1', type: 'order.completed', timestamp: '2023-11-14T22:13:20.000Z' };
  return JSON.stringify({ ...base, organizationId: 'org_1', data: samples['order.completed'], ...overrides });
}

/** Signs any body at the time of the tests. */
export function signed(payload: WebhookBytes): { payload: WebhookBytes; headers: Record<string, string> } {
  return { payload, headers: { ...signWebhook({ payload, secret, timestamp: now }) } };
}

/** Makes a `Request` of a body and headers. */
export function post(body: BodyInit, headers: Readonly<Record<string, string>>): Request {
  return new Request('http://shop.example/webhooks', { method: 'POST', body, headers });
}
