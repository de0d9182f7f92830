import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import type {
  ExperienceFields,
  ExperienceProductFields,
  ExperienceProductRow,
  ExperienceRow,
  SequenceFields,
  SequenceRow,
} from './experience-rows.js';
import { createTable, type Table } from './table.js';
import { seededData } from './world.js';

/** Experiences, the ways through them, and what they offer. */
export interface ExperienceTree {
  readonly experiences: Table<ExperienceFields>;
  readonly sequences: Table<SequenceFields>;
  readonly products: Table<ExperienceProductFields>;
  /** The ways through an experience, in the order in which they were made. */
  sequencesOf(experience: ExperienceRow): readonly SequenceRow[];
  productsOf(experience: ExperienceRow): readonly ExperienceProductRow[];
  /** The experience of a sequence, archived or not. */
  experienceOf(tenant: Tenant, sequenceId: string): ExperienceRow | undefined;
}

/** Makes the experiences of a platform, with those of the seeded world. */
export function createExperienceTree(context: MockContext): ExperienceTree {
  const experiences = createTable<ExperienceFields>(context, 'exp');
  const sequences = createTable<SequenceFields>(context, 'seq');
  const products = createTable<ExperienceProductFields>(context, 'exp_prod');
  for (const { experience, sequence, offer } of seededData(context.world)) {
    experiences.adopt(experience);
    sequences.adopt(sequence);
    products.adopt(offer);
  }
  return {
    experiences,
    sequences,
    products,
    sequencesOf: ({ tenant, id }) => sequences.all(tenant).filter(({ experienceId }) => experienceId === id),
    productsOf: ({ tenant, id }) =>
      products
        .all(tenant)
        .filter(({ experienceId }) => experienceId === id)
        .sort((a, b) => a.position - b.position),
    experienceOf(tenant, sequenceId) {
      const sequence = sequences.find(tenant, sequenceId);
      return sequence && experiences.find(tenant, sequence.experienceId);
    },
  };
}
