import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createVariantOptions } from '../state/variant-options.js';
import type { Tenant } from '../tenant.js';
import { assignmentProblem, type AssignmentProblem, type OptionAssignment } from './option-assignments.js';
import type { PlannedVariant } from './plan-variants.js';
import { guardStock } from './stock-keeping.js';

/** All variants of a product as they shall be, and the options that they differ in. */
export interface VariantPlan {
  readonly tenant: Tenant;
  readonly optionIds: readonly string[];
  readonly variants: readonly PlannedVariant[];
}

/**
 * Lets through what the variants of a product may become.
 *
 * @throws {MockRefusal} `not_found` for an unknown value, `validation_error` where an option is named twice, and
 *   `conflict` where two variants would have one SKU or the same values, a value is for an option that the product
 *   does not have, or there would be less stock than unpaid orders hold.
 */
export function guardVariants(context: MockContext, { tenant, optionIds, variants }: VariantPlan): void {
  const planned = variants.map(({ fields }) => fields);
  const skus = planned.map(({ sku }) => sku);
  if (new Set(skus).size < skus.length) refuse('conflict', 'Another variant of the product has this SKU.');
  for (const { optionAssignments } of planned) {
    for (const assignment of optionAssignments) guardValue(context, { tenant, assignment });
  }
  const problem = assignmentProblem(planned, optionIds);
  if (problem !== undefined) refuseAssignment(problem);
  for (const fields of planned) guardStock(fields);
}

function guardValue(
  context: MockContext,
  { tenant, assignment }: { readonly tenant: Tenant; readonly assignment: OptionAssignment },
): void {
  const { options, values } = context.use(createVariantOptions);
  const value = values.live(tenant, assignment.valueId);
  const isOne = value?.optionId === assignment.optionId && options.live(tenant, value.optionId) !== undefined;
  if (!isOne) refuse('not_found', 'There is no such option with such a value.');
}

function refuseAssignment({ problem, sku }: AssignmentProblem): never {
  switch (problem) {
    case 'option_twice':
      return refuse('validation_error', `The variant ${sku} has two values for one option.`);
    case 'foreign_option':
      return refuse(
        'conflict',
        `The variant ${sku} has a value for an option that the product does not have.`,
      );
    case 'same_values':
      return refuse('conflict', `The variant ${sku} has the same values as another one.`);
  }
}
