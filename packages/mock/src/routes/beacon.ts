import type { BeaconEvent } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { HandlersOf } from '../handler.js';
import { guardConsent } from '../privacy/guard-consent.js';
import { identifiedEvents } from '../privacy/identified-events.js';
import { refuse } from '../refusal.js';
import { createBeaconLog } from '../state/beacon-log.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type BeaconOperation = 'beacon.track' | 'beacon.trackBatch';

/** What pages report. */
export const beaconHandlers: HandlersOf<BeaconOperation> = {
  'beacon.track': ({ context, principal: { tenant }, body }) => accept(context, { tenant, events: [body] }),
  'beacon.trackBatch': ({ context, principal: { tenant }, body }) =>
    accept(context, { tenant, events: body }),
};

/** @throws {MockRefusal} `not_found` where an event names another organization than that of the key, `consent_required`. */
function accept(
  context: MockContext,
  { tenant, events }: { readonly tenant: Tenant; readonly events: readonly BeaconEvent[] },
): null {
  if (events.some(({ organizationId }) => organizationId !== tenant.organizationId)) {
    return refuse('not_found', 'There is no such organization.');
  }
  guardConsent(context, { tenant, events });
  context.use(createBeaconLog).accept(tenant, identifiedEvents(context, { tenant, events }));
  return null;
}
