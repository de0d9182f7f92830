import type { Handlers } from '../handler.js';
import { adminDrawHandlers } from '../routes/admin/draws.js';
import { adminQueueHandlers } from '../routes/admin/queues.js';
import { admissionHandlers } from '../routes/admissions.js';
import { authHandlers } from '../routes/auth.js';
import { challengeHandlers } from '../routes/challenges.js';
import { checkoutHandlers } from '../routes/checkout.js';
import { consumerHandlers } from '../routes/consumers.js';
import { drawHandlers } from '../routes/draws.js';
import { experienceHandlers } from '../routes/experiences.js';
import { jwksHandlers } from '../routes/jwks.js';
import { queueHandlers } from '../routes/queues.js';

/** What carries out each operation of the table. */
export const handlers: Handlers = {
  ...authHandlers,
  ...experienceHandlers,
  ...challengeHandlers,
  ...queueHandlers,
  ...drawHandlers,
  ...consumerHandlers,
  ...checkoutHandlers,
  ...admissionHandlers,
  ...jwksHandlers,
  ...adminQueueHandlers,
  ...adminDrawHandlers,
};
