import type { ActivityKind, Mechanism } from '@fanfare/contract';

/** What everybody may learn of something that the platform counts. */
export interface ActivityFact {
  readonly kind: ActivityKind;
  readonly mechanism?: Mechanism;
}

/** What of all that is counted is shown in a feed. */
export const activityFacts: Readonly<Record<string, ActivityFact>> = {
  queue_entered: { kind: 'entered', mechanism: 'queue' },
  queue_granted: { kind: 'granted', mechanism: 'queue' },
  queue_completed: { kind: 'completed', mechanism: 'queue' },
  draw_entered: { kind: 'entered', mechanism: 'draw' },
  draw_won: { kind: 'granted', mechanism: 'draw' },
  draw_completed: { kind: 'completed', mechanism: 'draw' },
  auction_entered: { kind: 'entered', mechanism: 'auction' },
  bid_placed: { kind: 'bid', mechanism: 'auction' },
  bid_won: { kind: 'granted', mechanism: 'auction' },
  timed_release_entered: { kind: 'entered', mechanism: 'timed_release' },
  timed_release_completed: { kind: 'completed', mechanism: 'timed_release' },
  appointment_booked: { kind: 'entered', mechanism: 'appointment' },
  appointment_completed: { kind: 'completed', mechanism: 'appointment' },
  waitlist_entered: { kind: 'joined_waitlist' },
};
