import { systemClock } from '../clock.js';
import { lazyRefusalReader } from '../errors/lazy-refusal-reader.js';
import { assembleTransport } from './assemble-transport.js';
import { sendWithFetch } from './send-with-fetch.js';
import type { Transport, TransportOptions } from './transport.js';

/**
 * Creates a transport for a page, where bytes count: it sends by `fetch` alone, and loads what reads refusals behind the
 * first answer. It takes its options as they are; whoever makes it has checked them.
 *
 * @throws {@link OptionsError} `invalid_options`, where a number is out of its bounds
 * @example
 * ```ts
 * import { resolveServiceUrls } from '@fanfare/core';
 * import { createPageTransport } from '@fanfare/core/page';
 *
 * const urls = resolveServiceUrls({ baseUrl: 'http://localhost:4000' });
 * const transport = createPageTransport({ urls, idempotencyHeader: true, credentials: 'omit' });
 * ```
 */
export function createPageTransport(options: TransportOptions): Transport {
  const { clock = systemClock } = options;
  return assembleTransport(options, {
    sendOnce: sendWithFetch,
    refusals: lazyRefusalReader({ clock, load: () => import('../errors/normalize-error.js') }),
    readDate: Date.parse, // hardly ever readable in a page, and then written by a server of the platform
  });
}
