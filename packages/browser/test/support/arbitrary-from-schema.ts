import fc from 'fast-check';
import type { withTolerance } from '@fanfare/contract/schemas';

type Schema = Parameters<typeof withTolerance>[0];

/** What the builder reads of a schema: each type of schema has some of it. */
interface Def {
  readonly type: string;
  readonly shape: Readonly<Record<string, Schema>>;
  readonly element: Schema;
  readonly innerType: Schema;
  readonly valueType: Schema;
  readonly options: readonly Schema[];
  readonly entries: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: Facts } }[];
  readonly format?: string;
}

/** What a check of a string says. */
interface Facts {
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Builds an arbitrary that generates what a schema of the contract accepts. */
export function arbitraryFromSchema(schema: Schema): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def; // the contract uses no type of schema that has other parts
  switch (def.type) {
    case 'object':
      return fromShape(def.shape);
    case 'array':
      return fc.array(arbitraryFromSchema(def.element), { maxLength: 3 });
    case 'optional':
      return fc.option(arbitraryFromSchema(def.innerType), { nil: undefined });
    case 'nullable':
      return fc.option(arbitraryFromSchema(def.innerType), { nil: null });
    case 'union':
      return fc.oneof(...def.options.map(arbitraryFromSchema));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 5 }), arbitraryFromSchema(def.valueType), { maxKeys: 3 });
    case 'boolean':
      return fc.boolean();
    case 'number':
      return accepted(
        schema,
        fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(5)),
      );
    case 'string':
      return accepted(schema, strings(def));
    case 'unknown':
      return fc.jsonValue();
    default:
      throw new Error(`The builder does not know ${def.type}.`);
  }
}

function fromShape(shape: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(shape).map(([key, member]) => [key, arbitraryFromSchema(member)]),
  );
  return fc.record(members).map(withoutUndefined);
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

/** Keeps what the schema accepts, so that the builder need not know every check. */
function accepted(schema: Schema, candidates: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return candidates.filter((value) => schema.safeParse(value).success);
}

function strings(def: Def): fc.Arbitrary<string> {
  const facts: Facts = Object.assign({}, def, ...(def.checks ?? []).map((check) => check._zod.def));
  if (facts.format === 'datetime') return timestamps;
  if (facts.format === 'email') return fc.emailAddress();
  if (facts.pattern !== undefined) return fc.stringMatching(facts.pattern);
  const minLength = facts.minimum ?? 0;
  return fc.string({ minLength, maxLength: Math.min(facts.maximum ?? 40, minLength + 40) });
}

const timestamps = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
