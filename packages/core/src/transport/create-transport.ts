import { refusalReader } from '../errors/refusal-reader.js';
import { checkOptions } from '../options/check-options.js';
import { resolveServiceUrls } from '../options/resolve-service-urls.js';
import { parseHttpDate } from '../retry-after.js';
import { assembleTransport } from './assemble-transport.js';
import { sendWithKy } from './send-with-ky.js';
import type { Transport, TransportOptions } from './transport.js';

const known: readonly (keyof TransportOptions)[] = [
  'urls',
  'idempotencyHeader',
  'idempotencyKeyOn',
  'apiVersion',
  'fetch',
  'clock',
  'random',
  'timeoutMs',
  'totalTimeoutMs',
  'maxRetries',
  'maxResponseBytes',
  'prepare',
  'replayCodes',
  'newIdempotencyKey',
  'onAttempt',
  'credentials',
];

/**
 * Creates a transport for a server: one place that knows how to send, to wait, to repeat and to refuse. Creating it does nothing.
 *
 * @throws {@link OptionsError} `invalid_options`
 * @example
 * ```ts
 * import { queueRoutes } from '@fanfare/contract';
 * import { resolveServiceUrls } from '@fanfare/core';
 * import { createTransport } from '@fanfare/core/server';
 *
 * const urls = resolveServiceUrls({ baseUrl: 'http://localhost:4000' });
 * const transport = createTransport({ urls, idempotencyHeader: true });
 * const { data } = await transport.send({ route: queueRoutes.get, params: { queueId: 'queue_1' } });
 * ```
 */
export function createTransport(options: TransportOptions): Transport {
  checkOptions(options, known, 'createTransport');
  const urls = resolveServiceUrls({ urls: options.urls });
  const parts = { sendOnce: sendWithKy, refusals: refusalReader, readDate: parseHttpDate };
  return assembleTransport({ ...options, urls }, parts);
}
