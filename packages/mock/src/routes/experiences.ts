import type { MockContext } from '../context.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { experienceOf, type Shelf } from '../state/catalog.js';
import { createExperiences } from '../state/experiences.js';
import { isoTime } from '../state/iso-time.js';
import { worldOrganization } from '../state/world.js';
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
    experienceOf(shelfOf(context, { tenant, ...params })),

  'experiences.enter': ({ context, principal, params }) => {
    const shelf = shelfOf(context, { tenant: principal.tenant, ...params });
    const { enteredAt } = context.use(createExperiences).enter(principal);
    return {
      experienceId: params.experienceId,
      enteredAt: isoTime(enteredAt),
      experience: experienceOf(shelf),
    };
  },

  'experiences.leave': ({ context, principal, params }) => {
    shelfOf(context, { tenant: principal.tenant, ...params });
    return { left: context.use(createExperiences).leave(principal) };
  },

  'experiences.route': ({ context, principal, params, body }) => {
    shelfOf(context, { tenant: principal.tenant, ...params });
    return context.use(createExperiences).route(principal, body.accessCode);
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

function shelfOf(context: MockContext, { tenant, experienceId }: ExperienceAddress): Shelf {
  const data = context.use(createExperiences).find(tenant, experienceId);
  const organization = worldOrganization(context.world, tenant);
  if (data !== undefined && organization !== undefined) return { organization, data };
  return refuse('not_found', 'There is no such experience.', { documented: 'Experience not found' });
}
