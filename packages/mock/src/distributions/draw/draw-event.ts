import type { PublishedEvent } from '../../context.js';
import type { DrawChange } from '../../mechanisms/draw-change.js';
import { isoTime } from '../../state/iso-time.js';
import type { Tenant } from '../../tenant.js';
import type { DistributionRow } from '../distribution-rows.js';
import { lifecycleEvent } from '../lifecycle-event.js';
import type { Telling, Whereabouts } from '../room.js';

/** Where a change happened, and what belongs to it that the draw itself does not know. */
export interface DrawEventSetting extends Telling {
  readonly tenant: Tenant;
  readonly row: DistributionRow<'draw'>;
  readonly whereabouts: () => Whereabouts;
}

/** Who buys, leaves or is denied in a draw is nothing that merchants are told. */
export type ToldDrawChange = Exclude<DrawChange, { type: 'completed' | 'left' | 'denied' }>;

/** Tells whether there is a webhook event for a change of a draw. */
export function isTold(change: DrawChange): change is ToldDrawChange {
  return change.type !== 'completed' && change.type !== 'left' && change.type !== 'denied';
}

/** Tells a change of a draw as the webhook event that merchants know it by. */
export function drawEvent(change: ToldDrawChange, setting: DrawEventSetting): PublishedEvent {
  const { tenant, row, grant } = setting;
  const at = isoTime(change.at);
  const where = { ...setting.whereabouts(), drawId: row.id };
  switch (change.type) {
    case 'opened':
    case 'closed':
      return lifecycleEvent('draw', change, setting);
    case 'finished': {
      const { entrants: totalEntrants, winners: winnersSelected } = change;
      return {
        ...tenant,
        type: 'draw.completed',
        data: { ...where, completedAt: at, totalEntrants, winnersSelected },
      };
    }
    case 'entered': {
      const { consumerId, entrantNumber } = change;
      return {
        ...tenant,
        type: 'draw.consumer.entered',
        data: { ...where, consumerId, enteredAt: at, entrantNumber },
      };
    }
    case 'won': {
      const { consumerId, winnerPosition } = change;
      return {
        ...tenant,
        type: 'draw.consumer.won',
        data: { ...where, consumerId, wonAt: at, admissionToken: grant ?? '', winnerPosition },
      };
    }
    case 'lost': {
      const { consumerId } = change;
      return { ...tenant, type: 'draw.consumer.lost', data: { ...where, consumerId, lostAt: at } };
    }
  }
}
