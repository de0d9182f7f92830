import type { RouteResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createExperiences, type Visit } from '../state/experiences.js';

/** A way that a consumer wants to take. */
export interface WayTaken extends Visit {
  readonly sequenceId: string;
}

/**
 * Lets a consumer through to a sequence if nothing is in front of it.
 *
 * @throws {MockRefusal} `forbidden` where a gate is in the way, or the sequence is not for the consumer.
 */
export function guardWay(context: MockContext, { sequenceId, ...visit }: WayTaken): void {
  const route = context.use(createExperiences).routeTo(visit, sequenceId);
  if (route.outcome !== 'routed') refuseEntry(route.outcomeReasons);
}

/** @throws {MockRefusal} `forbidden` with the reasons. */
export function refuseEntry(reasons: RouteResult['outcomeReasons']): never {
  return refuse('forbidden', 'The consumer may not enter here; the details say why.', {
    details: { reasons },
  });
}
