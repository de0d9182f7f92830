import type { Issue } from '@fanfare/contract';
import { firstMismatches } from '@fanfare/contract/schemas';

/** A part of a request that is wrong, with what was in it. */
export interface WrongPart {
  readonly part: 'params' | 'query' | 'body';
  readonly value: unknown;
  readonly found: Parameters<typeof firstMismatches>[0];
}

/** How many issues are told; whoever has more of them knows enough. */
const mostIssues = 50;
/** How much of a path that the caller made up is told: so many names, and so many characters of each. */
const mostOfPath = 80;

/**
 * Writes what is wrong with the parts of a request in the documented form: its type, and never the value, which may be
 * a secret. What is wrong in very many places is not worth an answer larger than the request: the rest is counted.
 */
export function requestIssues(parts: readonly WrongPart[]): Issue[] {
  const issues: Issue[] = [];
  let total = 0;
  for (const { part, value, found } of parts) {
    const mismatches = firstMismatches(found, mostIssues - issues.length);
    total += mismatches.total;
    issues.push(...mismatches.first.map((mismatch) => issueOf({ part, value }, mismatch)));
  }
  return total === issues.length ? issues : [...issues, restOf(total - issues.length, parts)];
}

function issueOf(
  { part, value }: Pick<WrongPart, 'part' | 'value'>,
  { path, message }: { readonly path: string; readonly message: string },
): Issue {
  const keys = path === '' ? [] : path.split('.');
  const shown = keys.slice(0, mostOfPath).map(shortened);
  return {
    kind: 'validation',
    type: part,
    expected: message === 'is not known' ? 'nothing' : message.replace(/^must (be|have the form) /, ''),
    received: typeName(keys.reduce(step, value)),
    message: `${[part, ...shown].join('.')} ${message}`,
    path: shown.map((key) => ({ type: 'object', origin: 'value', input: null, key })),
  };
}

function restOf(count: number, parts: readonly WrongPart[]): Issue {
  const message = `and ${String(count)} more`;
  return {
    kind: 'validation',
    type: parts.at(-1)?.part ?? 'body',
    expected: 'nothing',
    received: 'more',
    message,
    path: [],
  };
}

function shortened(key: string): string {
  return key.length > mostOfPath ? `${key.slice(0, mostOfPath)}…` : key;
}

function step(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key]; // an object, and the key is its own
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
