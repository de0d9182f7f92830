import * as z from 'zod/mini';
import { isExact } from './exact.js';

/** How a schema treats what it does not name: `strict` refuses it, `tolerant` lets it through. */
export type Tolerance = 'strict' | 'tolerant';

type Schema = z.core.$ZodType;

const cache: Readonly<Record<Tolerance, WeakMap<Schema, Schema>>> = {
  strict: new WeakMap(),
  tolerant: new WeakMap(),
};

/**
 * Derives the variant of a schema for one side of the wire. A server checks its own answers strictly; a client lets
 * unknown fields and unknown enum values pass, and texts and lists of any form and length unless something depends on
 * it, and still insists on what is required and of which type it is.
 */
export function withTolerance<S extends z.ZodMiniType>(schema: S, tolerance: Tolerance): S {
  return derive(schema, tolerance) as unknown as S; // same output type for every value that the contract knows
}

function derive(schema: Schema, tolerance: Tolerance): Schema {
  const known = cache[tolerance].get(schema);
  if (known !== undefined) return known;
  const derived = rebuild(schema, tolerance);
  cache[tolerance].set(schema, derived);
  return derived;
}

function rebuild(schema: Schema, tolerance: Tolerance): Schema {
  const inner = (part: Schema): Schema => derive(part, tolerance);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const shape = Object.fromEntries(Object.entries(def.shape).map(([key, part]) => [key, inner(part)]));
      const make = tolerance === 'strict' ? z.strictObject : z.looseObject;
      return withChecks(make(shape), def.checks);
    }
    case 'array':
      return unlessTolerant(z.array(inner(def.element)), def.checks, tolerance);
    case 'optional':
      return z.optional(inner(def.innerType));
    case 'nullable':
      return z.nullable(inner(def.innerType));
    case 'record':
      return unlessTolerant(
        z.record(def.keyType as z.core.$ZodRecordKey, inner(def.valueType)),
        def.checks,
        tolerance,
      );
    case 'string':
      return tolerance === 'strict' || isExact(schema) ? schema : z.string();
    case 'enum':
      return tolerance === 'strict' ? schema : z.string();
    case 'union':
      return union(def, tolerance, inner);
    default:
      return schema;
  }
}

function union(def: z.core.$ZodUnionDef, tolerance: Tolerance, inner: (part: Schema) => Schema): Schema {
  const options = def.options.map(inner);
  const discriminator = (def as Partial<z.core.$ZodDiscriminatedUnionDef>).discriminator;
  if (discriminator === undefined) return z.union(options);
  const known = z.discriminatedUnion(discriminator, options as unknown as [z.core.$ZodTypeDiscriminable]);
  if (tolerance === 'strict') return known;
  const values = new Set(
    def.options.flatMap((option) => [...(option._zod.propValues?.[discriminator] ?? [])]),
  );
  const unknownArm = z.looseObject({
    [discriminator]: z.string().check(z.refine((value) => !values.has(value), { abort: true })),
  });
  return z.union([known, unknownArm]);
}

function unlessTolerant<S extends z.ZodMiniType>(
  schema: S,
  checks: z.core.$ZodCheck[] | undefined,
  tolerance: Tolerance,
): S {
  return tolerance === 'tolerant' ? schema : withChecks(schema, checks);
}

function withChecks<S extends z.ZodMiniType>(schema: S, checks: z.core.$ZodCheck[] | undefined): S {
  return checks === undefined || checks.length === 0 ? schema : (schema.check(...(checks as never[])) as S);
}
