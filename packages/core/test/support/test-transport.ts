import { createTransport } from '../../src/transport/create-transport.js';
import type { Transport, TransportOptions } from '../../src/transport/transport.js';
import { resolveServiceUrls } from '../../src/options/resolve-service-urls.js';
import { createFakeClock, type FakeClock } from './fake-clock.js';

/** A transport on a clock that stands still and a die that always falls in the middle. */
export function createTestTransport(
  baseUrl: string,
  options: Partial<TransportOptions> = {},
): { readonly transport: Transport; readonly clock: FakeClock } {
  const clock = createFakeClock();
  const transport = createTransport({
    urls: resolveServiceUrls({ baseUrl }),
    idempotencyHeader: true,
    clock,
    random: () => 0.5,
    ...options,
  });
  return { transport, clock };
}

/** What `random: () => 0.5` makes of the first and the second back-off. */
export const waits = { first: 500, second: 1_000 } as const;
