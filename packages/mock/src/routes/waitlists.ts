import type { MockContext } from '../context.js';
import type { HandlersOf } from '../handler.js';
import { isWaiting } from '../mechanisms/waitlist-roll.js';
import { refuse } from '../refusal.js';
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

function liveWaitlist(
  context: MockContext,
  { tenant, waitlistId }: { readonly tenant: Tenant; readonly waitlistId: string },
): WaitlistRow {
  const waitlist = context.use(createWaitlists).table.live(tenant, waitlistId);
  return waitlist ?? refuse('not_found', 'There is no such waitlist.');
}
