import type * as z from 'zod/mini';

/** One place where a value does not fit its schema. */
export interface Mismatch {
  /** Where, as `active.journeys.0.phase`; empty for the value itself. */
  readonly path: string;
  /** What is wrong, in words; never the value, which may be a secret. */
  readonly message: string;
}

/**
 * Turns the issues of a failed parse into paths with words (`zod/mini` has no messages of its own), looking
 * into the arm of a union that came closest.
 */
export function mismatches(
  issues: readonly z.core.$ZodIssue[],
  prefix: readonly PropertyKey[] = [],
): Mismatch[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    const arm = issue.code === 'invalid_union' ? closest(issue.errors) : undefined;
    if (arm !== undefined) return mismatches(arm, path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: dotted([...path, key]), message: 'is not known' }));
    }
    return [{ path: dotted(path), message: words(issue) }];
  });
}

function closest(arms: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  return [...arms].filter((arm) => arm.length > 0).sort((a, b) => depth(b) - depth(a))[0];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'custom' ? -1 : 0)));
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
