import type { Handlers } from '../handler.js';
import { adminQueueHandlers } from '../routes/admin/queues.js';
import { admissionHandlers } from '../routes/admissions.js';
import { authHandlers } from '../routes/auth.js';
import { checkoutHandlers } from '../routes/checkout.js';
import { consumerHandlers } from '../routes/consumers.js';
import { experienceHandlers } from '../routes/experiences.js';
import { jwksHandlers } from '../routes/jwks.js';
import { queueHandlers } from '../routes/queues.js';

/** What carries out each operation of the table. */
export const handlers: Handlers = {
  ...authHandlers,
  ...experienceHandlers,
  ...queueHandlers,
  ...consumerHandlers,
  ...checkoutHandlers,
  ...admissionHandlers,
  ...jwksHandlers,
  ...adminQueueHandlers,
};
