import type { MockContext } from '../context.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { experienceOf } from '../experiences/describe-experience.js';
import type { ExperienceRow } from '../state/experience-rows.js';
import { createExperiences } from '../state/experiences.js';
import { isoTime } from '../state/iso-time.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type ExperienceOperation =
  | 'experiences.get'
  | 'experiences.enter'
  | 'experiences.leave'
  | 'experiences.route'
  | 'experiences.archivedStatus';

/** Experiences as a shopper sees them. */
export const experienceHandlers: HandlersOf<ExperienceOperation> = {
  'experiences.get': ({ context, principal: { tenant }, params }) =>
    experienceOf(context, findExperience(context, { tenant, ...params })),

  'experiences.enter': ({ context, principal, params }) => {
    const experience = findExperience(context, { tenant: principal.tenant, ...params });
    const { enteredAt } = context.use(createExperiences).enter({ ...principal, ...params });
    return {
      experienceId: params.experienceId,
      enteredAt: isoTime(enteredAt),
      experience: experienceOf(context, experience),
    };
  },

  'experiences.leave': ({ context, principal, params }) => {
    findExperience(context, { tenant: principal.tenant, ...params });
    return { left: context.use(createExperiences).leave({ ...principal, ...params }) };
  },

  'experiences.route': ({ context, principal, params, body }) => {
    findExperience(context, { tenant: principal.tenant, ...params });
    return context.use(createExperiences).route({ ...principal, ...params }, body.accessCode);
  },

  'experiences.archivedStatus': ({ context, principal: { tenant }, body }) => {
    const experiences = context.use(createExperiences);
    const isLive = (id: string): boolean => experiences.find(tenant, id) !== undefined;
    return { liveExperienceIds: [...new Set(body.experienceIds)].filter(isLive) };
  },
};

interface ExperienceAddress {
  readonly tenant: Tenant;
  readonly experienceId: string;
}

function findExperience(context: MockContext, { tenant, experienceId }: ExperienceAddress): ExperienceRow {
  const experience = context.use(createExperiences).find(tenant, experienceId);
  if (experience !== undefined) return experience;
  return refuse('not_found', 'There is no such experience.', { documented: 'Experience not found' });
}
