import type { MockContext } from '../context.js';
import { findLiveExperience, type ExperienceAddress } from '../experiences/find-experience.js';
import { refuse } from '../refusal.js';
import type { ExperienceRow } from '../state/experience-rows.js';

/**
 * Finds an experience whose feed is switched on.
 *
 * @throws {MockRefusal} `not_found`
 */
export function findFedExperience(context: MockContext, address: ExperienceAddress): ExperienceRow {
  const experience = findLiveExperience(context, address);
  return experience.activityFeed ? experience : refuse('not_found', 'There is no such feed.');
}
