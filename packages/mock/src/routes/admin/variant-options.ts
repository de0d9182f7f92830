import type { VariantOption } from '@fanfare/contract/admin';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { describeVariantOption, describeVariantOptionValue } from '../../products/describe-variant-option.js';
import { findOpenOption, findOption } from '../../products/find-option.js';
import { optionTemplates } from '../../products/option-templates.js';
import { putInOrder } from '../../products/put-in-order.js';
import { refuse } from '../../refusal.js';
import { renumber } from '../../state/positions.js';
import { createProducts } from '../../state/products.js';
import { createVariantOptions, type VariantOptionRow } from '../../state/variant-options.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type VariantOptionOperation =
  `admin.variantOptions.${'list' | 'create' | 'applyTemplates' | 'reorder' | 'get' | 'update' | 'archive' | 'getOrCreateValue'}`;

/** What variants may differ in, for all products of an organization. */
export const variantOptionHandlers: HandlersOf<VariantOptionOperation> = {
  'admin.variantOptions.list': ({ context, principal: { tenant } }) => listOf(context, tenant),

  'admin.variantOptions.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { addOption, valueOf } = context.use(createVariantOptions);
    guardName(context, { tenant, name: body.name });
    const option = addOption(tenant, { name: body.name, by });
    for (const value of body.values ?? []) valueOf(option, { value, by });
    return describeVariantOption(context, option);
  },

  'admin.variantOptions.applyTemplates': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { optionNamed, addOption, valueOf } = context.use(createVariantOptions);
    return [...new Set(body.templates)].map((template) => {
      const { name, values } = optionTemplates[template];
      const option = optionNamed(tenant, name) ?? addOption(tenant, { name, by });
      for (const value of values) valueOf(option, { value, by });
      return describeVariantOption(context, option);
    });
  },

  'admin.variantOptions.reorder': ({ context, principal: { tenant }, body }) => {
    putInOrder(context.use(createVariantOptions).optionsOf(tenant), body.variantOptionIds);
    return listOf(context, tenant);
  },

  'admin.variantOptions.get': ({ context, principal: { tenant }, params }) =>
    describeVariantOption(context, findOption(context, { tenant, ...params })),

  'admin.variantOptions.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const option = findOpenOption(context, { tenant, ...params });
    if (body.name !== undefined) guardName(context, { tenant, name: body.name, option });
    context.use(createVariantOptions).options.update(option, body, by);
    return describeVariantOption(context, option);
  },

  'admin.variantOptions.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const option = findOption(context, { tenant, ...params });
    const { options, optionsOf } = context.use(createVariantOptions);
    const products = context.use(createProducts).products.all(tenant);
    if (products.some(({ variantOptionIds }) => variantOptionIds.includes(option.id))) {
      refuse('conflict', 'A product still has this option.');
    }
    options.archive(option, by);
    renumber(optionsOf(tenant));
    return describeVariantOption(context, option);
  },

  'admin.variantOptions.getOrCreateValue': ({ context, principal, params, body }) => {
    const option = findOpenOption(context, { tenant: principal.tenant, ...params });
    const wish = { value: body.value, by: principal.keyId };
    return describeVariantOptionValue(context.use(createVariantOptions).valueOf(option, wish));
  },
};

function listOf(context: MockContext, tenant: Tenant): VariantOption[] {
  const options = context.use(createVariantOptions).optionsOf(tenant);
  return options.map((option) => describeVariantOption(context, option));
}

interface OptionName {
  readonly tenant: Tenant;
  readonly name: string;
  /** The option that shall have the name. */
  readonly option?: VariantOptionRow;
}

function guardName(context: MockContext, { tenant, name, option }: OptionName): void {
  const known = context.use(createVariantOptions).optionNamed(tenant, name);
  if (known !== undefined && known !== option) refuse('conflict', 'Another option has this name.');
}
