import type { Io } from './io.js';
import { printable } from './terminal/printable.js';

/** What is sent, and where. */
export interface TestDelivery {
  readonly type: string;
  readonly url: string;
  readonly secret: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** When it is signed, in seconds since the epoch. @default now */
  readonly timestamp?: number;
  /** @default a fresh one */
  readonly id?: string;
}

/** What the receiver said. */
export interface TestAnswer {
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

const mostMs = 30_000;
const mostBody = 200;

/** Signs an event as the platform does and delivers it; the answer's body is cut and made harmless. */
export async function sendTestWebhook(
  { fetch, signal }: Pick<Io, 'fetch' | 'signal'>,
  delivery: TestDelivery,
): Promise<TestAnswer> {
  const { createTestWebhook } = await import('@fanfare/node/webhooks');
  const { url, ...event } = delivery;
  const webhook = createTestWebhook<string>(event);
  const begun = performance.now();
  const answer = await fetch(url, {
    method: 'POST',
    body: webhook.body,
    headers: webhook.headers,
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(mostMs)]),
  }).catch((cause: unknown) => {
    throw new Error(`Nothing answers at ${new URL(url).origin}: is your server running?`, { cause });
  });
  const body = printable(await answer.text(), mostBody);
  return { status: answer.status, body, tookMs: Math.round(performance.now() - begun) };
}
