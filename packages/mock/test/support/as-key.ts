import { randomUUID } from 'node:crypto';
import type { MockPlatform } from '@fanfare/mock';
import { signAsMerchant } from './sign-as-merchant.js';
import type { Answer } from './open-shop.js';

/** A call of a server, with a key of the test's own choice. */
export interface KeyCall {
  readonly method: string;
  /** With the service, such as `/admin/api/queues`. */
  readonly path: string;
  readonly body?: unknown;
  /** Sent besides the signed ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a caller needs of a platform. */
export interface Reached extends Pick<MockPlatform, 'clock' | 'origin'> {
  fetch(request: Request): Promise<Response>;
}

/** Makes a caller that signs with one key. */
export function asKey(platform: Reached, secretKey: unknown): (call: KeyCall) => Promise<Answer> {
  return async function send({ method, path, body, headers = {} }) {
    const url = platform.origin + path;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const signed = signAsMerchant({
      method,
      url,
      body: text,
      idempotencyKey: randomUUID(),
      secretKey: String(secretKey),
      now: platform.clock.now(),
    });
    const init = { method, headers: { ...headers, ...signed }, ...(text !== undefined && { body: text }) };
    const response = await platform.fetch(new Request(url, init));
    const answer = await response.text();
    const parsed = answer === '' ? {} : (JSON.parse(answer) as Answer['body']);
    return { status: response.status, headers: response.headers, body: parsed };
  };
}
