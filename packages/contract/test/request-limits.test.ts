import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '@fanfare/contract';
import { operationList, type Operation } from '@fanfare/contract/operations';
import { arbitraryFromSchema } from './support/arbitrary-from-schema.js';

type Schema = NonNullable<Operation['body']>;

/** A list somewhere in a request. */
interface List {
  readonly place: string;
  readonly schema: Schema;
  readonly element: Schema;
  readonly max: number | undefined;
}

interface Def {
  readonly type: string;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly maximum?: number } } }[];
}

/** The least of the checks that say how many there may be; a schema may narrow another one. */
function mostOf(schema: Schema): number | undefined {
  const { checks = [] } = schema._zod.def as unknown as Def; // as below
  const maxima = checks.flatMap(({ _zod }) => _zod.def.maximum ?? []);
  return maxima.length === 0 ? undefined : Math.min(...maxima);
}

/** Finds the lists in a schema. */
function listsIn(schema: Schema, place: string, above: readonly Schema[] = []): List[] {
  if (above.includes(schema)) return [];
  const { type, element, innerType, valueType, options = [], shape = {} } = schema._zod.def as unknown as Def; // of which these members are what every version of zod has
  const within = (inner: Schema | undefined, step: string): List[] =>
    inner === undefined ? [] : listsIn(inner, place + step, [...above, schema]);
  return [
    ...(type === 'array' && element !== undefined ? [{ place, schema, element, max: mostOf(schema) }] : []),
    ...within(element, '[]'),
    ...within(innerType, ''),
    ...within(valueType, '.*'),
    ...options.flatMap((option) => within(option, '')),
    ...Object.entries(shape).flatMap(([name, member]) => within(member, `.${name}`)),
  ];
}

const parts = operationList.flatMap(({ id, body, query }) => [
  ...(body === undefined ? [] : listsIn(body, `the body of ${id}`)),
  ...(query === undefined ? [] : listsIn(query, `the query of ${id}`)),
]);

/** What is too many in a list of so many members, whatever else may be wrong with it. */
function tooMany({ schema, element }: List, count: number): boolean {
  const members = fc.sample(arbitraryFromSchema(element), { numRuns: count, seed: 1 });
  const { error } = schema.safeParse(members);
  return error?.issues.some(({ code, path }) => code === 'too_big' && path.length === 0) ?? false;
}

describe('F2: lists in requests', () => {
  it('have a most, whatever they hold', () => {
    expect(parts.length).toBeGreaterThan(20);
    expect(parts.filter(({ max }) => max === undefined).map(({ place }) => place)).toEqual([]);
  });

  it.each(parts)('hold as many as they may, and not one more: $place', (list) => {
    const { max = 0 } = list;

    expect([tooMany(list, max), tooMany(list, max + 1)]).toEqual([false, true]);
  });
});

describe('F2: the sizes that both sides hold to', () => {
  it('leave room for each other', () => {
    // A server reads the head before it knows what is in it.
    expect(limits.urlBytes).toBeLessThan(limits.headerBytes);
    expect(limits.requestBytes).toBeLessThan(limits.responseBytes);
  });
});
