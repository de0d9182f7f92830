import { distributionKinds, distributionPaths, kindOf } from './kind-of.js';
import { readBlank, type Blank, type RequestParts } from './request-arbitrary.js';
import { knownAs, type Known, type ValuePool } from './value-pool.js';

/** A request with every blank filled in. */
export interface FilledRequest extends RequestParts {
  readonly params: Known;
  /** What was put in, by kind. */
  readonly chosen: Known;
}

const grants = /blank_grant_\d+/g;
const nobody = 'unknown_to_everybody';

/** What blanks are filled with. */
export interface FillBlanksOptions {
  readonly pool: ValuePool;
  /** What is put in where the pool has nothing of a kind. @default such fields are left out */
  readonly instead?: (blank: Blank) => string | undefined;
}

/**
 * Puts values of the platform where a request has blanks, so that they go together: a slot of the appointment, a
 * variant of the product.
 */
export function fillBlanks(request: RequestParts, { pool, instead }: FillBlanksOptions): FilledRequest {
  const chosen: Record<string, string> = {};
  const wanted = Object.keys(request.params)
    .map((name) => kindOf(name))
    .filter((kind) => kind.endsWith('Id'));

  function fill(value: unknown, isOneOfMany = false): unknown {
    if (Array.isArray(value))
      return [...new Set(value.map((element) => fill(element, true)))].filter((each) => each !== undefined);
    if (isObject(value)) {
      const filled = Object.entries(value).map(
        ([name, member]) => [name, fill(member, isOneOfMany)] as const,
      );
      return Object.fromEntries(filled.filter(([, member]) => member !== undefined));
    }
    const blank = typeof value === 'string' ? readBlank(value) : undefined;
    return blank === undefined ? value : (choose(blank, isOneOfMany) ?? instead?.(blank));
  }

  function choose({ kind, number }: Blank, isOneOfMany: boolean): string | undefined {
    const same = isOneOfMany ? undefined : knownAs(kind, chosen);
    if (same !== undefined) return same;
    const entry = pool.pick(kind, { number, chosen, wanted });
    // What one of many leads to need not be where the others lead.
    if (isOneOfMany) return entry?.value;
    for (const [name, known] of Object.entries(entry?.context ?? {})) chosen[name] ??= known;
    if (entry !== undefined) chosen[kind] ??= entry.value;
    return entry?.value;
  }

  // A grant decides whose it is, and for what.
  for (const text of JSON.stringify(request).match(grants) ?? []) choose(readBlank(text) as Blank, false);
  // What is deepest in a request belongs to what is above it, and so comes first.
  const body = fill(request.body);
  const query = fill(request.query) as RequestParts['query']; // an object stays one
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params).toReversed())
    params[name] = (fill(value) ?? nobody) as string; // a path is made of texts
  const own = distributionKinds.find(
    (kind) => chosen[kind] !== undefined && chosen[kind] === params['distributionId'],
  );
  if (own !== undefined && 'distributions' in params) params['distributions'] = distributionPaths[own] ?? '';
  return { params, query, chosen, ...('body' in request && { body }) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
