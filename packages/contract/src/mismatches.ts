import type * as z from 'zod/mini';

/** One place where a value does not fit its schema. */
export interface Mismatch {
  /** Where, as `active.journeys.0.phase`; empty for the value itself. */
  readonly path: string;
  /** What is wrong, in words; never the value, which may be a secret. */
  readonly message: string;
}

/** The first places of a value that do not fit, and how many there are. */
export interface FirstMismatches {
  readonly first: readonly Mismatch[];
  readonly total: number;
}

/**
 * Turns the issues of a failed parse into paths with words (`zod/mini` has no messages of its own), looking
 * into the arm of a union that came closest.
 */
export function mismatches(
  issues: readonly z.core.$ZodIssue[],
  prefix: readonly PropertyKey[] = [],
): Mismatch[] {
  return [...places(issues, prefix)].map(describe);
}

/** As `mismatches`, for a value that somebody may have made to be wrong in very many places: only the first get words. */
export function firstMismatches(issues: readonly z.core.$ZodIssue[], most: number): FirstMismatches {
  const first: Mismatch[] = [];
  let total = 0;
  for (const place of places(issues, [])) {
    total += 1;
    if (total <= most) first.push(describe(place));
  }
  return { first, total };
}

interface Place {
  readonly path: readonly PropertyKey[];
  readonly issue: z.core.$ZodIssue;
  /** The key that nobody knows, where that is the issue. */
  readonly key?: string;
}

function* places(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[]): Generator<Place> {
  for (const issue of issues) {
    const path = [...prefix, ...issue.path];
    const arm = issue.code === 'invalid_union' ? closest(issue.errors) : undefined;
    if (arm !== undefined) yield* places(arm, path);
    else if (issue.code === 'unrecognized_keys') for (const key of issue.keys) yield { path, issue, key };
    else yield { path, issue };
  }
}

function describe({ path, issue, key }: Place): Mismatch {
  return key === undefined
    ? { path: dotted(path), message: words(issue) }
    : { path: dotted([...path, key]), message: 'is not known' };
}

function closest(arms: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  return [...arms].filter((arm) => arm.length > 0).sort((a, b) => depth(b) - depth(a))[0];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  // One by one: there may be more of them than a call takes arguments.
  return issues.reduce(
    (deepest, { path, code }) => Math.max(deepest, path.length + (code === 'custom' ? -1 : 0)),
    Number.NEGATIVE_INFINITY,
  );
}

function words(issue: z.core.$ZodIssue): string {
  // A schema that has words of its own knows better.
  if (issue.message.startsWith('must ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return limit('at least', issue.origin, issue.minimum);
    case 'too_big':
      return limit('at most', issue.origin, issue.maximum);
    case 'invalid_format':
      return `must have the form ${issue.format}`;
    default:
      return 'is not valid';
  }
}

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

function limit(bound: string, origin: string, value: number | bigint): string {
  const unit = units[origin];
  return unit === undefined ? `must be ${bound} ${value}` : `must have ${bound} ${value} ${unit}`;
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
