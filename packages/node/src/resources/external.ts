import type { AuthorizeExternal, ExternalAuthorization } from '@fanfare/contract';
import type { UnsafeCallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** Sign-in of consumers whom the merchant's own identity provider knows. */
export interface ExternalResource {
  /**
   * Vouches for a user of the merchant and returns a code that the page exchanges for a session: one use, 60 seconds.
   *
   * @throws ConflictError `already_linked`, `consumer_conflict`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * const { exchangeCode } = await fanfare.external.authorize({
   *   provider: 'shop',
   *   issuer: 'https://shop.example',
   *   subject: 'user-42',
   * });
   * ```
   */
  authorize(identity: AuthorizeExternal, options?: UnsafeCallOptions): Promise<ExternalAuthorization>;
}

/** Creates the resource. */
export function createExternal(operate: Operate): ExternalResource {
  return {
    authorize: (body, options) =>
      operate('auth.authorizeExternal', { name: 'external.authorize', body, options }),
  };
}
