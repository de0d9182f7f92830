import { list, object, optional, union, type Check } from './check.js';
import { gate } from './gate.js';
import { anything, bag, count, grant, id, money, string, timestamp } from './shapes.js';

const distribution = object({
  type: string,
  id,
  sequenceId: id,
  lifecycle: string,
  opensAt: optional(timestamp),
  closesAt: optional(timestamp),
  startsAt: optional(timestamp),
  settlesAt: optional(timestamp),
  details: optional(bag),
});

const consumer = object({
  status: string,
  id: optional(string),
  distributionId: optional(id),
  enteredAt: optional(timestamp),
  grantedAt: optional(timestamp),
  position: optional(count),
  admissionGrant: optional(grant),
  deniedReason: optional(string),
  currentBid: optional(money),
  highestBid: optional(money),
  slotId: optional(string),
  locationId: optional(string),
  bookedAt: optional(timestamp),
  checkedInAt: optional(timestamp),
  completedAt: optional(timestamp),
  cancelledAt: optional(timestamp),
  noShowAt: optional(timestamp),
});

const scheduled = { mechanism: string, distribution };
const taken = { ...scheduled, consumer };

const sequence = union('phase', {
  unavailable: object({ reason: optional(string) }),
  scheduled: object(scheduled),
  enterable: object(taken),
  participating: object(taken),
  settling: object(taken),
  granted: object({
    ...taken,
    grant: object({
      token: grant,
      distributionType: string,
      distributionId: id,
      sequenceId: id,
      experienceId: id,
      issuedAt: optional(timestamp),
      expiresAt: optional(timestamp),
    }),
  }),
  ended: object({
    ...taken,
    outcome: object({
      type: string,
      reason: optional(string),
      at: optional(timestamp),
      distributionId: optional(id),
      distributionType: optional(string),
    }),
  }),
});

const journey = union('journeyStage', {
  gated: object({
    experienceId: id,
    gates: list(gate),
    selected: optional(object({ sequenceId: id })),
    updatedAt: optional(timestamp),
  }),
  routed: object({
    experienceId: id,
    sequenceId: id,
    sequence,
    offers: optional(list(anything)),
    updatedAt: optional(timestamp),
  }),
});

/** Accepts what `ownStateSchema` accepts from a tolerant reader. */
export const ownState: Check = object({
  active: object({ journeys: list(journey) }),
  waitlists: optional(
    list(
      object({
        waitlistId: id,
        sequenceId: id,
        experienceId: id,
        enteredAt: optional(timestamp),
        position: optional(count),
      }),
    ),
  ),
  pollAfterMs: optional(count),
});
