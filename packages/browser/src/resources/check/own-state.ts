import { list, object, optional, union, type Check } from './check.js';
import { gate } from './gate.js';
import { count, grant, id, string } from './shapes.js';

const scheduled = { mechanism: string, distribution: object({ id, lifecycle: string }) };
const consumer = object({ status: string, position: optional(count), admissionGrant: optional(grant) });
const taken = { ...scheduled, consumer };

const sequence = union('phase', {
  unavailable: object({ reason: optional(string) }),
  scheduled: object(scheduled),
  enterable: object(taken),
  participating: object(taken),
  settling: object(taken),
  granted: object({ ...taken, grant: object({ token: grant }) }),
  ended: object({ ...taken, outcome: object({ type: string, reason: optional(string) }) }),
});

const journey = union('journeyStage', {
  gated: object({
    experienceId: id,
    gates: list(gate),
    selected: optional(object({ sequenceId: id })),
  }),
  routed: object({ experienceId: id, sequenceId: id, sequence }),
});

/**
 * Accepts the shopper's own state: looks at what a journey acts on, and lets the rest pass as it came, so that
 * an odd note on one line never costs the view of another.
 */
export const ownState: Check = object({
  active: object({ journeys: list(journey) }),
  pollAfterMs: optional(count),
});
