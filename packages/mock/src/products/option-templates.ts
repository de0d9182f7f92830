import type { ApplyVariantOptionTemplates } from '@fanfare/contract/admin';

/** The name of a template. */
export type OptionTemplateName = ApplyVariantOptionTemplates['templates'][number];

/** An option that many shops have, with its usual values. */
export interface OptionTemplate {
  readonly name: string;
  readonly values: readonly string[];
}

/** The templates that there are. */
export const optionTemplates: Readonly<Record<OptionTemplateName, OptionTemplate>> = {
  size: { name: 'Size', values: ['XS', 'S', 'M', 'L', 'XL', 'XXL'] },
  shoeSize: {
    name: 'Shoe size',
    values: ['36', '37', '38', '39', '40', '41', '42', '43', '44', '45', '46'],
  },
  color: { name: 'Color', values: ['Black', 'White', 'Grey', 'Red', 'Blue', 'Green'] },
  material: { name: 'Material', values: ['Cotton', 'Leather', 'Linen', 'Wool'] },
};
