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
    throw noAnswer(url, cause);
  });
  const body = await answer.text().catch((cause: unknown) => {
    throw noAnswer(url, cause);
  });
  return {
    status: answer.status,
    body: printable(body, mostBody),
    tookMs: Math.round(performance.now() - begun),
  };
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: is your server running?',
  ENOTFOUND: 'No machine has this name: check the address.',
  EAI_AGAIN: 'The name cannot be looked up: check the network.',
  ECONNRESET: 'The connection was cut: does the port speak https, or plain http?',
  UND_ERR_SOCKET: 'The connection was cut: does the port speak https, or plain http?',
  HPE_INVALID_CONSTANT: 'What listens there speaks no http.',
};

/** Says why a delivery had no answer, without the path, which may hold a secret. */
function noAnswer(url: string, cause: unknown): Error {
  const { name, cause: deeper } = cause as {
    readonly name?: string;
    readonly cause?: { readonly code?: unknown };
  };
  const code = typeof deeper?.code === 'string' ? deeper.code : '';
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS/.test(code);
  const why =
    name === 'TimeoutError'
      ? `It took longer than ${mostMs / 1000} s, which is as long as the platform waits: answer first, and work afterwards.`
      : isCertificate
        ? `Its certificate is not trusted (${code}): the platform would refuse it, too.`
        : (reasons[code] ?? 'Is your server running?');
  return new Error(`No answer from ${new URL(url).origin}. ${why}`, { cause });
}
