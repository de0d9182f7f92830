import { list, literal, object, optional, type Check, when } from './check.js';
import { gate, reason } from './gate.js';
import { id, number, string, timestamp } from './shapes.js';

const candidate = object({
  sequence: object({
    id,
    name: string,
    experienceId: id,
    priority: number,
    color: when((value) => value === null || typeof value === 'string'),
    availability: optional(string),
  }),
  status: string,
  gates: list(gate),
  reasons: list(reason),
  sequenceCapabilityGrant: optional(string),
  sequenceCapabilityGrantExpiresAt: optional(timestamp),
});

/** Accepts what `routeResultSchema` accepts from a tolerant reader. */
export const routeResult: Check = object({
  schemaVersion: literal(1),
  experienceId: id,
  outcome: string,
  selected: optional(candidate),
  offers: list(candidate),
  outcomeReasons: list(reason),
});
