import { http, HttpResponse, type RequestHandler } from 'msw';
import type { MockPlatform } from './platform.js';
import { LostAnswer } from './spoil/lost-answer.js';

/**
 * Makes MSW handlers that answer everything below the platform's origin.
 *
 * @example
 * ```ts
 * import { createMockPlatform } from '@fanfare/mock';
 * import { mswHandlers } from '@fanfare/mock/msw';
 * import { setupServer } from 'msw/node';
 *
 * const platform = createMockPlatform();
 * const server = setupServer(...mswHandlers(platform));
 * server.listen();
 * ```
 */
export function mswHandlers(platform: MockPlatform): RequestHandler[] {
  return [
    http.all(`${platform.origin}/*`, async ({ request }) => {
      try {
        return await platform.fetch(request);
      } catch (error) {
        // A cut connection, as MSW says it; who stopped waiting hears nothing, and MSW need not complain.
        if (error instanceof LostAnswer || request.signal.aborted) return HttpResponse.error();
        throw error;
      }
    }),
  ];
}
