import type * as z from 'zod/mini';

type Schema = z.core.$ZodType;
type Guard = (value: unknown) => boolean;

const guards = new WeakMap<Schema, Guard>();

/**
 * Tells at a fraction of the cost of a parse that JSON fits a schema, and that a parse would return an equal value. Where it
 * says no, only the schema itself knows: there are schemas that it does not understand, and it gives no reasons.
 */
export function fits(schema: Schema, value: unknown): boolean {
  return guardOf(schema)(value);
}

function guardOf(schema: Schema): Guard {
  const known = guards.get(schema);
  if (known !== undefined) return known;
  const made = makeGuard(schema);
  guards.set(schema, made);
  return made;
}

const never: Guard = () => false;

function makeGuard(schema: Schema): Guard {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'unknown':
      return () => true;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'string':
      return allOf((value) => typeof value === 'string', [def as CheckDef, ...checksOf(def)]);
    case 'number':
      return allOf((value) => Number.isFinite(value), [def as CheckDef, ...checksOf(def)]);
    case 'enum': {
      const values: readonly unknown[] = Object.values(def.entries);
      return (value) => values.includes(value);
    }
    case 'optional':
      return orElse(undefined, def.innerType);
    case 'nullable':
      return orElse(null, def.innerType);
    case 'array': {
      const inner = guardOf(def.element);
      const isList: Guard = (value) => Array.isArray(value) && value.every(inner);
      return allOf(isList, checksOf(def));
    }
    case 'record':
      return isOfTexts(def) ? allOf(isPlain, checksOf(def)) : never;
    case 'object':
      return isLoose(def) ? allOf(fields(def.shape), checksOf(def)) : never;
    default:
      return never;
  }
}

function fields(shape: Readonly<Record<string, Schema>>): Guard {
  const known = Object.entries(shape).map(([name, part]) => ({
    name,
    fitsPart: guardOf(part),
    mayLack: (part as z.core.$ZodTypes)._zod.def.type === 'optional',
  }));
  return (value) =>
    isPlain(value) &&
    known.every(({ name, fitsPart, mayLack }) =>
      Object.hasOwn(value, name) ? fitsPart(value[name]) : mayLack,
    );
}

/** As `JSON.parse` makes them; a parse leaves `__proto__` out. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, '__proto__');
}

function isLoose({ catchall }: z.core.$ZodObjectDef): boolean {
  return catchall !== undefined && (catchall as z.core.$ZodTypes)._zod.def.type === 'unknown';
}

function isOfTexts({ keyType, valueType }: z.core.$ZodRecordDef): boolean {
  const { def: key } = (keyType as z.core.$ZodTypes)._zod;
  const { def: value } = (valueType as z.core.$ZodTypes)._zod;
  return key.type === 'string' && checksOf(key).length === 0 && value.type === 'unknown';
}

function orElse(absent: undefined | null, inner: Schema): Guard {
  const guard = guardOf(inner);
  return (value) => value === absent || guard(value);
}

/** What a check, or a schema that is one, says of itself. */
interface CheckDef {
  readonly check?: string;
  readonly format?: string;
  readonly pattern?: RegExp | undefined;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: unknown;
  readonly inclusive?: boolean;
}

function checksOf(def: { checks?: z.core.$ZodCheck<never>[] | undefined }): readonly CheckDef[] {
  return (def.checks ?? []).map((check) => check._zod.def as CheckDef);
}

function allOf(first: Guard, defs: readonly CheckDef[]): Guard {
  const rest = defs.filter(({ check }) => check !== undefined).map(guardOfCheck);
  return (value) => first(value) && rest.every((guard) => guard(value));
}

function guardOfCheck({
  check,
  format,
  pattern,
  minimum,
  maximum,
  value: bound,
  inclusive,
}: CheckDef): Guard {
  if (check === 'min_length' && minimum !== undefined) return (value) => (value as string).length >= minimum;
  if (check === 'max_length' && maximum !== undefined) return (value) => (value as string).length <= maximum;
  if (check === 'number_format' && format === 'safeint') return (value) => Number.isSafeInteger(value);
  if (check === 'greater_than' && typeof bound === 'number') {
    return (value) => (inclusive === true ? (value as number) >= bound : (value as number) > bound);
  }
  // Other formats look at more than their pattern.
  const isPattern = check === 'string_format' && (format === 'regex' || format === 'datetime');
  if (isPattern && pattern !== undefined && !pattern.global && !pattern.sticky) {
    return (value) => pattern.test(value as string);
  }
  return never;
}
