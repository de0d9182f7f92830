import type { MockContext } from '../context.js';
import { isWaiting, type RollEntry } from '../mechanisms/waitlist-roll.js';
import type { SequenceRow } from '../state/experience-rows.js';
import { createWaitlists } from '../waitlists/waitlists.js';

/** Who waits for a sequence, the oldest entry first. */
export function waitingFor(context: MockContext, { tenant, id }: SequenceRow): readonly RollEntry[] {
  const waitlists = context.use(createWaitlists);
  const waitlist = waitlists.ofSequence(tenant, id);
  return waitlist === undefined ? [] : waitlists.entries(waitlist).filter(isWaiting);
}
