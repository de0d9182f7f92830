import type { Issue } from '@fanfare/contract';
import { mismatches } from '@fanfare/contract/schemas';

/** A part of a request, with what was in it. */
export interface RequestPart {
  readonly part: 'params' | 'query' | 'body';
  readonly value: unknown;
}

/** Writes what is wrong with a part of a request in the documented form: its type, and never the value, which may be a secret. */
export function requestIssues(
  { part, value }: RequestPart,
  found: Parameters<typeof mismatches>[0],
): Issue[] {
  return mismatches(found).map(({ path, message }) => {
    const keys = path === '' ? [] : path.split('.');
    return {
      kind: 'validation',
      type: part,
      expected: message === 'is not known' ? 'nothing' : message.replace(/^must (be|have the form) /, ''),
      received: typeName(keys.reduce(step, value)),
      message: `${[part, ...keys].join('.')} ${message}`,
      path: keys.map((key) => ({ type: 'object', origin: 'value', input: null, key })),
    };
  });
}

function step(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key]; // an object, and the key is its own
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
