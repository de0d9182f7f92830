import type { Mechanism } from '@fanfare/contract';
import type { PublishedEvent } from '../context.js';
import { isoTime } from '../state/iso-time.js';
import type { Tenant } from '../tenant.js';

/** A distribution opened or closed. */
export type LifecycleChange =
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'closed'; readonly at: number; readonly participants: number };

/** Whose distribution it is. */
export interface LifecycleSetting {
  readonly tenant: Tenant;
  readonly row: { readonly id: string };
}

/** Tells that a distribution opened or closed, which merchants learn of every mechanism alike. */
export function lifecycleEvent(
  mechanism: Mechanism,
  change: LifecycleChange,
  { tenant, row }: LifecycleSetting,
): PublishedEvent {
  const at = isoTime(change.at);
  const distribution = { distributionId: row.id, distributionType: mechanism };
  if (change.type === 'opened') {
    return { ...tenant, type: 'distribution.opened', data: { ...distribution, openedAt: at } };
  }
  const data = { ...distribution, closedAt: at, totalParticipants: change.participants };
  return { ...tenant, type: 'distribution.closed', data };
}
