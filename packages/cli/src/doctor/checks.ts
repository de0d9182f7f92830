import type { Check } from './check.js';
import { checkCors } from './check-cors.js';
import { checkKeys } from './check-keys.js';
import { checkPage } from './check-page.js';
import { checkPlatform } from './check-platform.js';
import { checkSecretKey } from './check-secret-key.js';
import { checkWebhooks } from './check-webhooks.js';

/** Everything that the doctor looks at, in this order. */
export const checks: readonly Check[] = [
  checkKeys,
  checkPlatform,
  checkSecretKey,
  checkWebhooks,
  checkPage,
  checkCors,
];
