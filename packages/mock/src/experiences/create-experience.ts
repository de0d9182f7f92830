import type { CreateExperience } from '@fanfare/contract/admin';
import type { ExperienceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { Editor } from '../distributions/distributions.js';
import { refuse } from '../refusal.js';
import { newSequence, type ExperienceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { createSequenceProducts } from '../state/sequence-products.js';
import { withDefaults } from '../state/with-defaults.js';
import type { Tenant } from '../tenant.js';
import { guardAudience } from './guard-audience.js';
import { guardOffered } from './guard-offered.js';
import { guardProducts } from './guard-products.js';
import { guardTimeZone } from './guard-time-zone.js';
import { planDistributions, type PlannedDistribution } from './plan-distributions.js';

/** What is needed to create an experience. */
export interface NewExperience extends Editor {
  readonly tenant: Tenant;
  readonly body: CreateExperience;
  /** Where the body says nothing else. */
  readonly timeZone: string;
}

/**
 * Creates an experience with everything in it: all is checked before anything is there.
 *
 * @throws {MockRefusal} `not_found` for a product or an audience that is not there, `validation_error`.
 */
export function createExperience(context: MockContext, made: NewExperience): ExperienceRow {
  const { tenant, body, by } = made;
  const timeZone = body.timeZone ?? made.timeZone;
  guardTimeZone(timeZone);
  guardOffers(context, tenant, body);
  const distributions = planSequence(context, { ...made, timeZone });

  const { name, accessCode = null, theme = null, i18n = null, activityFeed = false } = body;
  const fields = { name, timeZone, accessCode, theme, i18n, activityFeed };
  const experience = context.use(createExperienceTree).experiences.insert(tenant, fields, { by });
  addOffers(context, experience, made);
  addSequence(context, { ...made, experienceId: experience.id, distributions });
  return experience;
}

function guardOffers(context: MockContext, tenant: Tenant, { products = [] }: CreateExperience): void {
  guardProducts(context, tenant, products);
  if (products.filter(({ isPrimary }) => isPrimary === true).length > 1) {
    refuse('validation_error', 'An experience has one primary product at most.');
  }
}

function planSequence(
  context: MockContext,
  { tenant, body: { sequence, products = [] }, timeZone }: NewExperience,
): readonly PlannedDistribution[] {
  if (sequence === undefined) return [];
  guardAudience(context, { tenant, ...sequence });
  guardProducts(context, tenant, sequence.sequenceProducts ?? []);
  guardOffered(sequence.sequenceProducts ?? [], products);
  return planDistributions(sequence, timeZone);
}

function addOffers(
  context: MockContext,
  { id: experienceId, tenant }: ExperienceRow,
  { body: { products = [] }, by }: NewExperience,
): void {
  for (const [index, offer] of products.entries()) {
    const { productId, productVariantId = null, isPrimary = false, position = index } = offer;
    const fields = { experienceId, productId, productVariantId, isPrimary, position };
    context.use(createExperienceTree).products.insert(tenant, fields, { by });
  }
}

function addSequence(
  context: MockContext,
  {
    tenant,
    body: { sequence },
    by,
    experienceId,
    distributions,
  }: NewExperience & { experienceId: ExperienceId; distributions: readonly PlannedDistribution[] },
): void {
  if (sequence === undefined) return;
  const { name, audienceId, accessCode, priority, productSelectionMode } = sequence;
  const said = { name, audienceId, accessCode, priority, productSelectionMode };
  const fields = withDefaults(newSequence, { ...said, experienceId });
  const { id: sequenceId } = context.use(createExperienceTree).sequences.insert(tenant, fields, { by });
  for (const { productId, weight } of sequence.sequenceProducts ?? []) {
    context.use(createSequenceProducts).table.insert(tenant, { sequenceId, productId, weight }, { by });
  }
  for (const create of distributions) create(context, { tenant, sequenceId, by });
}
