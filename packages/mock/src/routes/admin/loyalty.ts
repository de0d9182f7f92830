import { findLiveConsumer } from '../../consumers/find-consumer.js';
import type { HandlersOf } from '../../handler.js';
import type { LoyaltyRules } from '../../mechanisms/loyalty-rules.js';
import { refuse } from '../../refusal.js';
import { describeLoyaltyEntry } from '../../state/describe-loyalty-entry.js';
import { createLoyalty } from '../../state/loyalty.js';
import { withDefaults } from '../../state/with-defaults.js';

/** The operations of this resource. */
type AdminLoyaltyOperation = `admin.loyalty.${
  'settings' | 'updateSettings' | 'eventPoints' | 'updateEventPoints' | 'adjust'}`;

/** The loyalty programme, as a merchant sets it up. */
export const adminLoyaltyHandlers: HandlersOf<AdminLoyaltyOperation> = {
  'admin.loyalty.settings': ({ context, principal: { tenant } }) => ({
    ...context.use(createLoyalty).programmes.rulesOf(tenant),
  }),

  'admin.loyalty.updateSettings': ({ context, principal: { tenant }, body }) => {
    const { programmes } = context.use(createLoyalty);
    const rules = withDefaults(programmes.rulesOf(tenant), body);
    guardMonths(rules);
    programmes.setRules(tenant, rules);
    return rules;
  },

  'admin.loyalty.eventPoints': ({ context, principal: { tenant } }) =>
    context.use(createLoyalty).programmes.eventPointsOf(tenant),

  'admin.loyalty.updateEventPoints': ({ context, principal: { tenant }, body }) => {
    const { programmes } = context.use(createLoyalty);
    programmes.setEventPoints(tenant, body);
    return programmes.eventPointsOf(tenant);
  },

  'admin.loyalty.adjust': ({ context, principal: { tenant }, params, body }) => {
    const { id } = findLiveConsumer(context, { tenant, ...params });
    const entry = context.use(createLoyalty).adjust(tenant, id, body);
    if (entry === undefined) refuse('conflict', 'The consumer has fewer points than are to be taken.');
    return describeLoyaltyEntry(entry);
  },
};

/** @throws {MockRefusal} `validation_error` where points are to expire and nothing says when. */
function guardMonths({ expirationType, fixedExpireMonths, inactivityExpireMonths }: LoyaltyRules): void {
  const lacks = {
    none: undefined,
    fixed: fixedExpireMonths === null ? 'fixedExpireMonths' : undefined,
    inactivity: inactivityExpireMonths === null ? 'inactivityExpireMonths' : undefined,
  }[expirationType];
  if (lacks !== undefined)
    refuse('validation_error', `With expirationType "${expirationType}", set ${lacks}.`);
}
