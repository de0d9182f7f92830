import type { BeaconEvent } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { ConsumerPrincipal, PublishablePrincipal } from '../principal.js';
import { refuse } from '../refusal.js';
import type { Tenant } from '../tenant.js';
import { createConsents } from './consents.js';
import { createDataSettings } from './data-settings.js';

/**
 * Refuses events of shoppers who did not agree to be measured, where the organization wants them asked. Who is not
 * named cannot have agreed.
 *
 * @throws {MockRefusal} `consent_required`
 */
export function guardConsent(
  context: MockContext,
  { tenant, events }: { readonly tenant: Tenant; readonly events: readonly BeaconEvent[] },
): void {
  if (!context.use(createDataSettings).of(tenant).consentRequired) return;
  const consents = context.use(createConsents);
  const isAgreed = ({ consumerId }: BeaconEvent): boolean =>
    consumerId !== undefined && consents.isGranted({ tenant, consumerId }, 'analytics');
  if (!events.every(isAgreed)) refuseMeasuring();
}

/**
 * Refuses to count what a caller did who has not agreed to be measured, where the organization wants them asked.
 *
 * @throws {MockRefusal} `consent_required`
 */
export function guardMeasured(context: MockContext, caller: ConsumerPrincipal | PublishablePrincipal): void {
  if (!context.use(createDataSettings).of(caller.tenant).consentRequired) return;
  const isAgreed = caller.kind === 'consumer' && context.use(createConsents).isGranted(caller, 'analytics');
  if (!isAgreed) refuseMeasuring();
}

function refuseMeasuring(): never {
  return refuse('consent_required', 'The shopper has not agreed to be measured; ask first.');
}
