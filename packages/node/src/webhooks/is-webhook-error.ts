import { isFanfareError } from '@fanfare/core/base';
import type { WebhookError } from './webhook-error.js';

/**
 * Tells whether a value says why a delivery was refused, also where the process holds two copies of this package.
 *
 * @example
 * ```ts
 * import { isWebhookError } from '@fanfare/node/webhooks';
 *
 * const statusOf = (error: unknown): number => (isWebhookError(error) ? error.status : 500);
 * ```
 */
export function isWebhookError(value: unknown): value is WebhookError {
  return isFanfareError(value) && value.name === 'WebhookError';
}
