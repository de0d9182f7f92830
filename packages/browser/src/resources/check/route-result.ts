import { list, object, optional, when, type Check } from './check.js';
import { gate } from './gate.js';
import { bag, id, string } from './shapes.js';

const candidate = object({ sequence: object({ id }), gates: list(gate) });

/** Accepts the result of routing: looks at what a journey acts on, and lets the rest pass as it came. */
export const routeResult: Check = object({
  schemaVersion: when((value) => value === 1),
  outcome: string,
  selected: optional(candidate),
  offers: list(bag),
  outcomeReasons: list(bag),
});
