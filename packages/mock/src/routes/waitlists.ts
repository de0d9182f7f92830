import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { guardWay } from '../experiences/guard-way.js';
import type { HandlersOf } from '../handler.js';
import { isWaiting } from '../mechanisms/waitlist-roll.js';
import { refuse } from '../refusal.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { isoTime } from '../state/iso-time.js';
import type { Tenant } from '../tenant.js';
import { waitlistEntryOf } from '../waitlists/describe-waitlist.js';
import { createWaitlists, type WaitlistRow } from '../waitlists/waitlists.js';

/** The operations of this resource. */
type WaitlistOperation = `waitlists.${'enter' | 'leave' | 'status'}`;

/** Waitlists: interest that is noted down and never becomes a grant. */
export const waitlistHandlers: HandlersOf<WaitlistOperation> = {
  'waitlists.enter': ({ context, principal: { tenant, consumerId }, params }) => {
    const waitlist = liveWaitlist(context, { tenant, ...params });
    guardWaitlist(context, { waitlist, consumerId });
    return waitlistEntryOf(waitlist, context.use(createWaitlists).enter(waitlist, consumerId));
  },

  'waitlists.leave': ({ context, principal: { tenant, consumerId }, params }) => {
    const waitlist = liveWaitlist(context, { tenant, ...params });
    return { left: context.use(createWaitlists).leave(waitlist, consumerId) };
  },

  'waitlists.status': ({ context, principal: { tenant, consumerId }, params }) => {
    const waitlist = liveWaitlist(context, { tenant, ...params });
    const { id: waitlistId, sequenceId } = waitlist;
    const entry = context.use(createWaitlists).entry(waitlist, consumerId);
    if (entry === undefined || !isWaiting(entry)) return { waitlistId, isEntered: false, sequenceId };
    return { waitlistId, isEntered: true, enteredAt: isoTime(entry.enteredAt), sequenceId };
  },
};

/** Whoever may not take the way later takes nobody's place now; who waits already stays. */
function guardWaitlist(
  context: MockContext,
  { waitlist, consumerId }: { readonly waitlist: WaitlistRow; readonly consumerId: ConsumerId },
): void {
  const entry = context.use(createWaitlists).entry(waitlist, consumerId);
  if (entry !== undefined && isWaiting(entry)) return;
  const { tenant, sequenceId } = waitlist;
  const experience = context.use(createExperienceTree).experienceOf(tenant, sequenceId);
  if (experience === undefined) return refuse('not_found', 'There is no such waitlist.');
  guardWay(context, { tenant, consumerId, experienceId: experience.id, sequenceId });
}

function liveWaitlist(
  context: MockContext,
  { tenant, waitlistId }: { readonly tenant: Tenant; readonly waitlistId: string },
): WaitlistRow {
  const waitlist = context.use(createWaitlists).table.live(tenant, waitlistId);
  return waitlist ?? refuse('not_found', 'There is no such waitlist.');
}
