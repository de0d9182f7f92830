import { createPageRefusals } from '../errors/page-refusals.js';
import type { RefusalReader } from '../errors/refusal-reader.js';
import { assembleTransport } from './assemble-transport.js';
import { sendWithFetch } from './send-with-fetch.js';
import type { Transport, TransportOptions } from './transport.js';

/**
 * Creates a transport for a page, where bytes count: it sends by `fetch` alone, and loads what reads refusals behind the
 * first answer. It takes its options as they are; whoever makes it has checked them.
 *
 * @param refusals - Reads refusals; one for all transports of a page. @default a reader of its own
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
export function createPageTransport(
  options: TransportOptions,
  refusals: RefusalReader = createPageRefusals(options),
): Transport {
  return assembleTransport(options, {
    sendOnce: sendWithFetch,
    refusals,
    readDate: Date.parse, // hardly ever readable in a page, and then written by a server of the platform
  });
}
