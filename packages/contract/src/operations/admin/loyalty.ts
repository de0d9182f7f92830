import { adminOperation } from '../../admin-operation.js';
import * as loyalty from '../../schemas/admin/loyalty.js';
import { consumerParamsSchema } from '../../schemas/consumers.js';
import { loyaltyTransactionSchema } from '../../schemas/loyalty.js';

const stability = 'extension';

/** The loyalty programme, as a merchant sets it up. */
export const adminLoyaltyOperations = {
  settings: adminOperation('admin.loyalty.settings', 'GET /loyalty/settings', {
    summary: 'Reads how the loyalty programme works.',
    response: loyalty.loyaltySettingsSchema,
    errors: [],
    stability,
  }),
  updateSettings: adminOperation('admin.loyalty.updateSettings', 'PUT /loyalty/settings', {
    summary: 'Changes how the loyalty programme works; what is left out stays as it is.',
    description: 'Points that were earned before keep the day on which they expire.',
    body: loyalty.updateLoyaltySettingsSchema,
    response: loyalty.loyaltySettingsSchema,
    errors: [],
    stability,
  }),
  eventPoints: adminOperation('admin.loyalty.eventPoints', 'GET /loyalty/event-points', {
    summary: 'Reads how many points each event earns.',
    response: loyalty.loyaltyEventPointsSchema,
    errors: [],
    stability,
  }),
  updateEventPoints: adminOperation('admin.loyalty.updateEventPoints', 'PUT /loyalty/event-points', {
    summary: 'Sets the events whose points differ from the usual ones; what is left out earns the usual.',
    body: loyalty.updateLoyaltyEventPointsSchema,
    response: loyalty.loyaltyEventPointsSchema,
    errors: [],
    stability,
  }),
  adjust: adminOperation('admin.loyalty.adjust', 'POST /consumers/{consumerId}/loyalty-adjustments', {
    summary: 'Gives points to a consumer, or takes some.',
    description: 'No cap holds back what a merchant gives; more than the consumer has cannot be taken.',
    params: consumerParamsSchema,
    body: loyalty.adjustLoyaltySchema,
    response: loyaltyTransactionSchema,
    errors: ['conflict'],
    stability,
  }),
};
