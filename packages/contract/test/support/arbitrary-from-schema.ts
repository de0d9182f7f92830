import fc from 'fast-check';
import type { withTolerance } from '@fanfare/contract/schemas';

type Schema = Parameters<typeof withTolerance>[0];

/** What the builder reads of a schema: each type of schema has some of it. */
interface Def {
  readonly type: string;
  readonly shape: Readonly<Record<string, Schema>>;
  readonly element: Schema;
  readonly innerType: Schema;
  readonly keyType: Schema;
  readonly valueType: Schema;
  readonly options: readonly Schema[];
  readonly entries: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly format?: string;
  readonly pattern?: RegExp;
}

/** What one check of a string, a number or a list says. */
interface Check {
  readonly check: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  /** Of a length. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of a number. */
  readonly value?: number;
}

/** What all checks of a schema say together. */
export interface Facts {
  readonly format: string | undefined;
  readonly pattern: RegExp | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Reads the bounds and the form that a schema asks for. */
export function factsOf(schema: Schema): Facts {
  return factsIn(schema._zod.def as unknown as Def); // as in the builder
}

function factsIn(def: Def): Facts {
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  const bound = (name: string): number | undefined => checks.find(({ check }) => check === name)?.value;
  return {
    format: def.format ?? checks.find(({ format }) => format !== undefined)?.format,
    pattern: def.pattern ?? checks.find(({ pattern }) => pattern !== undefined)?.pattern,
    min: bound('greater_than') ?? checks.find(({ minimum }) => minimum !== undefined)?.minimum,
    max: bound('less_than') ?? checks.find(({ maximum }) => maximum !== undefined)?.maximum,
  };
}

/** Gives a part of a value from elsewhere, such as an id that exists; `undefined` where it need not be a certain one. */
export type Choose = (schema: Schema, name: string) => fc.Arbitrary<unknown> | undefined;

/** How values are made. */
export interface ArbitraryOptions {
  /** Asked for every string and number, with the name of the property that it stands under. @default nothing is chosen */
  readonly choose?: Choose;
  /** How much likelier it is that an optional part is there than that it is not. @default 5 */
  readonly fullness?: number;
}

/** Builds an arbitrary that generates what a schema of the contract accepts. */
export function arbitraryFromSchema(
  schema: Schema,
  { choose = () => undefined, fullness = 5 }: ArbitraryOptions = {},
): fc.Arbitrary<unknown> {
  return build(schema, { choose, fullness, name: '' });
}

interface Place {
  readonly choose: Choose;
  readonly fullness: number;
  readonly name: string;
}

function build(schema: Schema, place: Place): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def; // the contract uses no type of schema that has other parts
  if (def.type === 'number') return place.choose(schema, place.name) ?? numbers(schema);
  // What was chosen stands for something else, and is taken as it is.
  if (def.type === 'string') return place.choose(schema, place.name) ?? strings(schema);
  const parts = ofParts(def, place);
  return def.checks === undefined ? parts : accepted(schema, parts);
}

function ofParts(def: Def, place: Place): fc.Arbitrary<unknown> {
  switch (def.type) {
    case 'object':
      return fromShape(def.shape, place);
    case 'array':
      return lists(def, build(def.element, place));
    case 'optional':
      return fc.option(build(def.innerType, place), { nil: undefined, freq: place.fullness + 1 });
    case 'nullable':
      return fc.option(build(def.innerType, place), { nil: null });
    case 'union':
      return fc.oneof(...def.options.map((option) => build(option, place)));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'record':
      return fc.dictionary(build(def.keyType, place).map(String), build(def.valueType, place), {
        maxKeys: 3,
      });
    case 'boolean':
      return fc.boolean();
    case 'unknown':
      return fc.jsonValue();
    default:
      throw new Error(`The builder does not know ${def.type}.`);
  }
}

function fromShape(shape: Readonly<Record<string, Schema>>, place: Place): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [name, build(member, { ...place, name })]),
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

function lists(def: Def, element: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { min = 0, max = Infinity } = factsIn(def);
  return fc.array(element, { minLength: min, maxLength: Math.min(max, min + 3) });
}

function numbers(schema: Schema): fc.Arbitrary<unknown> {
  const { format, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = factsOf(schema);
  const whole = { min: Math.ceil(min), max: Math.floor(max) };
  const small = fc.integer({ ...whole, max: Math.min(whole.max, Math.max(whole.min, 0) + 5) });
  const any = format === 'safeint' ? fc.integer(whole) : fc.double({ min, max, noNaN: true });
  return accepted(schema, fc.oneof(small, any));
}

function strings(schema: Schema): fc.Arbitrary<unknown> {
  const { format, pattern, min = 0, max = Infinity } = factsOf(schema);
  if (format === 'datetime') return accepted(schema, timestamps);
  if (format === 'email') return accepted(schema, fc.emailAddress());
  if (format === 'url') return accepted(schema, fc.webUrl());
  if (format === 'uuid' || format === 'guid') return accepted(schema, fc.uuid());
  if (pattern !== undefined) return accepted(schema, stringsOfForm(pattern));
  return accepted(schema, fc.string({ minLength: min, maxLength: Math.min(max, min + 40) }));
}

// A form is built once: fast-check takes tens of milliseconds for each, and a contract has the same few everywhere.
const forms = new Map<string, fc.Arbitrary<string>>();

function stringsOfForm(pattern: RegExp): fc.Arbitrary<string> {
  const known = forms.get(String(pattern)) ?? fc.stringMatching(withoutLookahead(pattern));
  forms.set(String(pattern), known);
  return known;
}

/** fast-check cannot generate by what must not follow; the schema refuses what is too much. */
function withoutLookahead({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replaceAll(/\(\?[=!][^()]*\)/g, ''), flags);
}

const timestamps = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
