import { refusalReader } from '../errors/refusal-reader.js';
import { parseHttpDate } from '../retry-after.js';
import { assembleTransport } from './assemble-transport.js';
import type { SendOnce } from './send-once.js';
import type { Transport, TransportOptions } from './transport.js';

/**
 * Creates a transport for a server that sends by something else than ky and `fetch`. It takes its options as they are; whoever makes it
 * has checked them.
 *
 * @throws {@link OptionsError} `invalid_options`, where a number is out of its bounds
 * @example
 * ```ts
 * import { resolveServiceUrls } from '@fanfare/core';
 * import { createDirectTransport } from '@fanfare/core/server';
 *
 * const urls = resolveServiceUrls({ baseUrl: 'http://localhost:4000' });
 * const transport = createDirectTransport({ urls, idempotencyHeader: true }, (url, { method, signal }) =>
 *   fetch(url, { method, signal, redirect: 'manual' }),
 * );
 * ```
 */
export function createDirectTransport(options: TransportOptions, sendOnce: SendOnce): Transport {
  return assembleTransport(options, { sendOnce, refusals: refusalReader, readDate: parseHttpDate });
}
