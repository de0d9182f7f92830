import type { HandlersOf } from '../handler.js';
import { createConsents } from '../privacy/consents.js';
import { createBeaconLog } from '../state/beacon-log.js';

/** The operations of this resource. */
type ConsentOperation = 'consent.get' | 'consent.update';

/** What a shopper agreed to. */
export const consentHandlers: HandlersOf<ConsentOperation> = {
  'consent.get': ({ context, principal }) => context.use(createConsents).of(principal),

  'consent.update': ({ context, principal, body }) => {
    const { tenant, consumerId } = principal;
    const consents = context.use(createConsents);
    const withdrawn = consents.decide({ tenant, consumerId }, body);
    if (withdrawn.includes('analytics')) context.use(createBeaconLog).anonymize(tenant, consumerId);
    return consents.of(principal);
  },
};
