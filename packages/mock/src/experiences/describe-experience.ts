import type { AdminExperience } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { experienceOf } from '../state/catalog.js';
import { entityOf } from '../state/entity.js';
import type { ExperienceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { adminSequenceOf } from './describe-sequence.js';

/** Describes an experience as its merchant sees it. */
export function adminExperienceOf(context: MockContext, experience: ExperienceRow): AdminExperience {
  const sequences = context.use(createExperienceTree).sequencesOf(experience);
  return {
    ...experienceOf(context, experience),
    ...entityOf(experience),
    accessCode: experience.accessCode,
    sequences: sequences.map((sequence) => adminSequenceOf(context, sequence)),
  };
}
