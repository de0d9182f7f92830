import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import type { ExperienceRow, SequenceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import type { Tenant } from '../tenant.js';

/** Where an experience is looked for. */
export interface ExperienceAddress {
  readonly tenant: Tenant;
  readonly experienceId: string;
}

/** Where a sequence is looked for. */
export interface SequenceAddress {
  readonly tenant: Tenant;
  readonly sequenceId: string;
}

/**
 * Finds an experience for its merchant, also an archived one.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findExperience(
  context: MockContext,
  { tenant, experienceId }: ExperienceAddress,
): ExperienceRow {
  const experience = context.use(createExperienceTree).experiences.find(tenant, experienceId);
  return (
    experience ?? refuse('not_found', 'There is no such experience.', { documented: 'Experience not found' })
  );
}

/**
 * Finds an experience that something may be added to.
 *
 * @throws {MockRefusal} `not_found`, also where it is archived.
 */
export function findLiveExperience(context: MockContext, address: ExperienceAddress): ExperienceRow {
  const experience = findExperience(context, address);
  return experience.archived ? refuse('not_found', 'There is no such experience.') : experience;
}

/**
 * Finds a sequence for its merchant, also an archived one.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findSequence(context: MockContext, { tenant, sequenceId }: SequenceAddress): SequenceRow {
  const sequence = context.use(createExperienceTree).sequences.find(tenant, sequenceId);
  return sequence ?? refuse('not_found', 'There is no such sequence.');
}

/**
 * Finds a sequence that may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it is archived.
 */
export function findOpenSequence(context: MockContext, address: SequenceAddress): SequenceRow {
  const sequence = findSequence(context, address);
  return sequence.archived ? refuse('conflict', 'The sequence is archived and cannot be changed.') : sequence;
}
