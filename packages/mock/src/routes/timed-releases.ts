import type { TimedReleaseState, ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { timedReleaseOf } from '../distributions/timed-release/describe-timed-release.js';
import { createDistributions, type RoomOf } from '../distributions/distributions.js';
import { guardEntry } from '../distributions/guard-entry.js';
import { isSeenBy } from '../distributions/is-seen-by.js';
import { refuseInRelease } from '../distributions/timed-release/refuse-in-release.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import type { Shopper } from '../state/experiences.js';
import { sightIn } from '../state/own-state.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type TimedReleaseOperation = `timedReleases.${'get' | 'enter' | 'leave' | 'status'}`;

/** Timed releases: first come, first served, while stock lasts. */
export const timedReleaseHandlers: HandlersOf<TimedReleaseOperation> = {
  'timedReleases.get': ({ context, principal: { tenant }, params }) =>
    timedReleaseOf(roomOf(context, { tenant, ...params }).row),

  'timedReleases.enter': ({ context, principal: { tenant, consumerId }, params, body: { variantId } }) => {
    const room = roomOf(context, { tenant, ...params });
    guardEntry(context, { room, consumerId });
    if (variantId !== undefined && !room.core.offers(variantId)) {
      refuse('not_found', 'There is no such variant in this timed release.');
    }
    const { act } = context.use(createDistributions);
    const { refusal } = act(room, (core, now) => core.enter({ consumerId, now, variantId }));
    if (refusal !== undefined) refuseInRelease(refusal);
    return stateIn(context, { tenant, room, consumerId });
  },

  'timedReleases.leave': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    context.use(createDistributions).act(room, (core, now) => core.leave({ consumerId, now }));
    // Who bought something cannot leave any more; everybody else is out.
    return { success: room.core.standing(consumerId)?.isActive !== true };
  },

  'timedReleases.status': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, consumerId, ...params });
    return stateIn(context, { tenant, room, consumerId });
  },
};

interface TimedReleaseAddress {
  readonly tenant: Tenant;
  readonly timedReleaseId: string;
  /** Who asks how their part ended. */
  readonly consumerId?: ConsumerId;
}

function roomOf(
  context: MockContext,
  { tenant, consumerId, timedReleaseId }: TimedReleaseAddress,
): RoomOf<'timed_release'> {
  const room = context.use(createDistributions).findOf(tenant, 'timed_release', timedReleaseId);
  return isSeenBy(room, consumerId) ? room : refuse('not_found', 'There is no such timed release.');
}

function stateIn(
  context: MockContext,
  { room, ...shopper }: Shopper & { room: RoomOf<'timed_release'> },
): TimedReleaseState {
  return room.core.state(sightIn(context, shopper, room));
}
