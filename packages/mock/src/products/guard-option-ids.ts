import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createVariantOptions } from '../state/variant-options.js';
import type { Tenant } from '../tenant.js';

/** @throws {MockRefusal} `validation_error` where an option is named twice, `not_found` where there is no such one. */
export function guardOptionIds(
  context: MockContext,
  { tenant, optionIds }: { readonly tenant: Tenant; readonly optionIds: readonly string[] },
): void {
  const { options } = context.use(createVariantOptions);
  if (new Set(optionIds).size < optionIds.length) refuse('validation_error', 'An option is named twice.');
  if (optionIds.some((id) => options.live(tenant, id) === undefined)) {
    refuse('not_found', 'There is no such option.');
  }
}
