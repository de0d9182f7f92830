import { adminQueueOperations } from './queues.js';

/** The Admin service: everything that a merchant sets up and looks into. */
export const adminOperations = {
  queues: adminQueueOperations,
};
