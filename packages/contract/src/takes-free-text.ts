import type * as z from 'zod/mini';
import { cardNumberRefusal } from './contains-card-number.js';

type Schema = z.core.$ZodType;

/** Tells whether a schema, or a part of it, refuses the numbers of payment cards. */
export function takesFreeText(schema: Schema | undefined): boolean {
  if (schema === undefined) return false;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const checks = (def.checks ?? []) as unknown as readonly { readonly _zod: { readonly def: CheckDef } }[]; // as zod writes them
  const isMeant = checks.some(({ _zod }) => _zod.def.error?.({ input: undefined }) === cardNumberRefusal);
  return isMeant || partsOf(def).some(takesFreeText);
}

function partsOf(def: z.core.$ZodTypes['_zod']['def']): readonly Schema[] {
  switch (def.type) {
    case 'object':
      return Object.values(def.shape);
    case 'array':
      return [def.element];
    case 'optional':
    case 'nullable':
      return [def.innerType];
    case 'record':
      return [def.valueType];
    case 'union':
      return def.options;
    default:
      return [];
  }
}

interface CheckDef {
  readonly error?: (issue: { readonly input: undefined }) => unknown;
}
