export type { CreateQueue, ListDistributions, UpdateQueue } from './schemas/admin/queues.js';
