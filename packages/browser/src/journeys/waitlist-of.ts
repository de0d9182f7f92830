import type { OwnState, SequenceId, WaitlistId } from '@fanfare/contract';
import { withAllowed } from './allowed-actions.js';
import type { JourneySnapshot } from './snapshot.js';
import type { WaitlistPlace } from './view.js';

/** The waitlists of an experience, by sequence. */
export type KnownWaitlists = Readonly<Record<SequenceId, WaitlistId>>;

type WaitlistEntry = NonNullable<OwnState['waitlists']>[number];

/** Tells whether a way has a waitlist, and whether the shopper is on it. Pure. */
export function waitlistOf(
  sequenceId: SequenceId,
  { own, known }: { readonly own: Pick<OwnState, 'waitlists'>; readonly known: KnownWaitlists },
): WaitlistPlace | null {
  // No check looked at them: odd ones must not cost the shopper the view of a queue.
  const listed: readonly (WaitlistEntry | null)[] = Array.isArray(own.waitlists) ? own.waitlists : [];
  const entered = listed.find((entry) => entry?.sequenceId === sequenceId);
  if (entered) {
    const { waitlistId, enteredAt = null, position = null } = entered;
    return { waitlistId, isEntered: true, enteredAt, position };
  }
  const waitlistId = Object.hasOwn(known, sequenceId) ? known[sequenceId] : undefined;
  return waitlistId === undefined ? null : notEntered(waitlistId);
}

/** A waitlist that the shopper is not on. */
export function notEntered(waitlistId: WaitlistId): WaitlistPlace {
  return { waitlistId, isEntered: false, enteredAt: null, position: null };
}

/** Adds the waitlist of a way where it was not known yet. Pure. */
export function withWaitlist(snapshot: JourneySnapshot, known: KnownWaitlists): JourneySnapshot {
  if (!('waitlist' in snapshot) || snapshot.waitlist !== null) return snapshot;
  const waitlist = waitlistOf(snapshot.sequenceId, { own: {}, known });
  return withAllowed({ ...snapshot, waitlist });
}
