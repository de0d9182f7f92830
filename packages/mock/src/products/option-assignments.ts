/** A value that a variant stands for. */
export interface OptionAssignment {
  readonly optionId: string;
  readonly valueId: string;
}

/** A variant, as far as its values go. */
export interface AssignedVariant {
  readonly sku: string;
  readonly optionAssignments: readonly OptionAssignment[];
}

/** What is wrong with the values of some variants. */
export type AssignmentProblem =
  /** A variant has two values for one option. */
  | { readonly problem: 'option_twice'; readonly sku: string }
  /** A variant has a value for an option that the product does not have. */
  | { readonly problem: 'foreign_option'; readonly sku: string }
  /** Two variants stand for the same values. */
  | { readonly problem: 'same_values'; readonly sku: string; readonly otherSku: string };

/**
 * Looks for the first thing that is wrong with the values of all variants of a product. Variants without any value
 * are not compared: nothing tells them apart but their SKU.
 */
export function assignmentProblem(
  variants: readonly AssignedVariant[],
  optionIds: readonly string[],
): AssignmentProblem | undefined {
  const skuByValues = new Map<string, string>();
  for (const { sku, optionAssignments } of variants) {
    const named = optionAssignments.map(({ optionId }) => optionId);
    if (new Set(named).size < named.length) return { problem: 'option_twice', sku };
    if (named.some((optionId) => !optionIds.includes(optionId))) return { problem: 'foreign_option', sku };
    if (named.length === 0) continue;
    const values = valuesKey(optionAssignments);
    const otherSku = skuByValues.get(values);
    if (otherSku !== undefined) return { problem: 'same_values', sku, otherSku };
    skuByValues.set(values, sku);
  }
  return undefined;
}

/** Names a combination of values, whatever their order. */
function valuesKey(assignments: readonly OptionAssignment[]): string {
  const pairs = assignments.map(({ optionId, valueId }) => `${optionId}=${valueId}`);
  return pairs.sort((a, b) => (a < b ? -1 : 1)).join(',');
}
