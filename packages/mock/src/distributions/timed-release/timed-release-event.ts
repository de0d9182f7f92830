import type { PublishedEvent } from '../../context.js';
import type { TimedReleaseChange } from '../../mechanisms/timed-release-change.js';
import { isoTime } from '../../state/iso-time.js';
import type { Tenant } from '../../tenant.js';

/** What happens to the release itself; of its consumers merchants are told nothing. */
export type ToldTimedReleaseChange = Extract<TimedReleaseChange, { type: 'opened' | 'closed' }>;

/** Tells whether there is a webhook event for a change of a timed release. */
export function isToldOfRelease(change: TimedReleaseChange): change is ToldTimedReleaseChange {
  return change.type === 'opened' || change.type === 'closed';
}

/** Tells a change of a timed release as the webhook event that merchants know it by. */
export function timedReleaseEvent(
  change: ToldTimedReleaseChange,
  { tenant, row: { id: distributionId } }: { readonly tenant: Tenant; readonly row: { readonly id: string } },
): PublishedEvent {
  const at = isoTime(change.at);
  const distribution = { distributionId, distributionType: 'timed_release' as const };
  if (change.type === 'opened') {
    return { ...tenant, type: 'distribution.opened', data: { ...distribution, openedAt: at } };
  }
  const { participants: totalParticipants } = change;
  return {
    ...tenant,
    type: 'distribution.closed',
    data: { ...distribution, closedAt: at, totalParticipants },
  };
}
