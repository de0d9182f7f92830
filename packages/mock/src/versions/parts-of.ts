import type { Operation } from '@fanfare/contract/operations';

/** A schema of the contract. */
export type Schema = NonNullable<Operation['response']>;

/** What a value is, as far as another platform could say more or less of it. */
export type Parts =
  | { readonly kind: 'object'; readonly shape: Readonly<Record<string, Schema>> }
  | { readonly kind: 'array'; readonly element: Schema }
  | { readonly kind: 'enum' }
  | { readonly kind: 'other' };

/** What is read of a definition: each type of schema has some of it. */
interface Def {
  readonly type: string;
  readonly shape: Readonly<Record<string, Schema>>;
  readonly element: Schema;
  readonly innerType: Schema;
  readonly options: readonly Schema[];
}

/** Looks through what may be absent, and into the arm of a union that the value is. */
export function partsOf(schema: Schema, value: unknown): Parts {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return { kind: 'object', shape: def.shape };
    case 'array':
      return { kind: 'array', element: def.element };
    case 'enum':
      return { kind: 'enum' };
    case 'optional':
    case 'nullable':
      return partsOf(def.innerType, value);
    case 'union': {
      const arm = def.options.find((option) => option.safeParse(value).success);
      return arm === undefined ? { kind: 'other' } : partsOf(arm, value);
    }
    default:
      return { kind: 'other' };
  }
}

/** Tells whether a member may be absent. */
export function isOptional(schema: Schema): boolean {
  return defOf(schema).type === 'optional';
}

/** Tells whether values are told apart by a word in them. */
export function isUnion(schema: Schema): boolean {
  return defOf(schema).type === 'union';
}

function defOf(schema: Schema): Def {
  return schema._zod.def as unknown as Def; // the contract uses no type of schema that has other parts
}
