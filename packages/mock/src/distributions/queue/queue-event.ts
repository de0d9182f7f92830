import type { PublishedEvent } from '../../context.js';
import type { QueueChange } from '../../mechanisms/queue-change.js';
import { isoTime } from '../../state/iso-time.js';
import type { Tenant } from '../../tenant.js';
import type { DistributionRow } from '../distribution-rows.js';
import { lifecycleEvent } from '../lifecycle-event.js';
import type { Telling, Whereabouts } from '../room.js';

/** Where a change happened, and what belongs to it that the queue itself does not know. */
export interface QueueEventSetting extends Telling {
  readonly tenant: Tenant;
  readonly row: DistributionRow<'queue'>;
  readonly whereabouts: () => Whereabouts;
}

/** Tells a change of a queue as the webhook event that merchants know it by. */
export function queueEvent(change: QueueChange, setting: QueueEventSetting): PublishedEvent {
  const { tenant, row, grant, orderId } = setting;
  const at = isoTime(change.at);
  if (change.type === 'opened' || change.type === 'closed') return lifecycleEvent('queue', change, setting);
  const who = {
    ...setting.whereabouts(),
    consumerId: change.consumerId,
    queueId: row.id,
  };
  switch (change.type) {
    case 'entered':
      return {
        ...tenant,
        type: 'queue.consumer.entered',
        data: { ...who, position: change.position, enteredAt: at },
      };
    case 'admitted':
      return {
        ...tenant,
        type: 'queue.consumer.admitted',
        data: {
          ...who,
          enteredAt: isoTime(change.enteredAt),
          admittedAt: at,
          admissionToken: grant ?? '',
          waitTimeSeconds: (change.at - change.enteredAt) / 1000,
        },
      };
    case 'completed':
      return {
        ...tenant,
        type: 'queue.consumer.completed',
        data: { ...who, completedAt: at, orderId: orderId ?? null },
      };
    case 'left':
      return {
        ...tenant,
        type: 'queue.consumer.left',
        data: { ...who, leftAt: at, positionWhenLeft: change.position },
      };
    case 'denied':
      return {
        ...tenant,
        type: 'queue.consumer.denied',
        data: { ...who, deniedAt: at, reason: change.reason },
      };
  }
}
