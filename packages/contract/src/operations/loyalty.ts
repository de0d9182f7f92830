import * as z from 'zod/mini';
import { operation } from '../operation.js';
import { loyaltyRoutes } from '../routes/loyalty.js';
import * as loyalty from '../schemas/loyalty.js';

/** Loyalty: the points of the shopper who asks. */
export const loyaltyOperations = {
  balance: operation(loyaltyRoutes.balance, {
    summary: "Reads the shopper's points.",
    response: loyalty.loyaltyBalanceSchema,
    errors: [],
  }),
  expirations: operation(loyaltyRoutes.expirations, {
    summary: "Tells when the shopper's points expire, the soonest first.",
    query: loyalty.loyaltyExpirationsQuerySchema,
    response: z.array(loyalty.loyaltyExpirationSchema),
    errors: [],
  }),
  history: operation(loyaltyRoutes.history, {
    summary: "Lists what changed the shopper's points, the latest first.",
    query: loyalty.loyaltyHistoryQuerySchema,
    response: z.array(loyalty.loyaltyTransactionSchema),
    errors: [],
  }),
};
