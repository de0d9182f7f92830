import type { WebhookEventType } from '@fanfare/contract/webhooks';
import type { MockContext } from '../context.js';
import { createAskedForDeliveries } from '../faults/asked-for-deliveries.js';
import { createFaults } from '../faults/create-faults.js';
import type { DeliveryJob } from './delivery-job.js';

/** Lets a new delivery begin: at once, unless a fault strikes it. `begin` plans its first attempt. */
export type DeliveryStart = (job: DeliveryJob, begin: (at: number) => void) => void;

/** How late a late delivery is, where the fault does not say. */
const usualDelayMs = 60_000;
/** How long after the next delivery one that waited for it is sent, so that they do not meet on the way. */
const gapMs = 1_000;
/** How long a delivery waits for a next one. */
const patienceMs = 60_000;

/** Makes what lets deliveries begin. */
export function createDeliveryStart(context: MockContext): DeliveryStart {
  const { clock } = context;
  const waiting = new Map<string, (at: number) => void>();

  function hold(endpointId: string, begin: (at: number) => void): void {
    const undo = clock.schedule(clock.now() + patienceMs, () => release(clock.now()));
    const release = (at: number): void => {
      undo();
      waiting.delete(endpointId);
      begin(at);
    };
    waiting.set(endpointId, release);
  }

  return function start(job, begin) {
    const { endpoint, event, log } = job;
    const fault = context.use(createFaults).strikeDelivery({
      eventType: event.type as WebhookEventType, // only these are published
      deliveryId: log.id,
      asked: context.use(createAskedForDeliveries).current,
    });
    const release = waiting.get(endpoint.id);
    if (fault?.webhooks === 'reorder' && release === undefined) return hold(endpoint.id, begin);
    if (fault?.webhooks === 'duplicate') job.copies = 1;
    const isLate = fault?.webhooks === 'late';
    begin(clock.now() + (isLate ? (fault.latencyMs ?? usualDelayMs) : 0));
    release?.(clock.now() + gapMs);
  };
}
