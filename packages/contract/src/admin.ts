export type { CreateAuction, UpdateAuction } from './schemas/admin/auctions.js';
export type { AdminDraw, CreateDraw, UpdateDraw } from './schemas/admin/draws.js';
export type {
  AdjustLoyalty,
  LoyaltyEventPoints,
  LoyaltySettings,
  UpdateLoyaltyEventPoints,
  UpdateLoyaltySettings,
} from './schemas/admin/loyalty.js';
export type { CreateQueue, ListDistributions, UpdateQueue } from './schemas/admin/queues.js';
export type { CreateTimedRelease, UpdateTimedRelease } from './schemas/admin/timed-releases.js';
