import type { BeaconEvent } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createConsumers } from '../state/consumers.js';
import { withoutTraces } from '../state/without-traces.js';
import type { Tenant } from '../tenant.js';

/**
 * Leaves of events what may be kept: nothing of whoever is being erased, and no trace of anybody of whom the platform
 * does not know, or no longer. An erasure could never find it.
 */
export function identifiedEvents(
  context: MockContext,
  { tenant, events }: { readonly tenant: Tenant; readonly events: readonly BeaconEvent[] },
): BeaconEvent[] {
  const consumers = context.use(createConsumers);
  return events.flatMap((event) => {
    if (event.consumerId === undefined) return [event];
    const consumer = consumers.find(tenant, event.consumerId);
    if (consumer === undefined) return [withoutTraces(event)];
    return consumer.archived ? [] : [{ ...event, consumerId: consumer.id }];
  });
}
