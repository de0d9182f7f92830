import { inspect } from 'node:util';

/** Everything that a log, a console or an error tracker could make of a value. */
export function printed(value: unknown): string {
  const own =
    typeof value === 'object' && value !== null
      ? Reflect.ownKeys(value).map((key) => Reflect.get(value, key) as unknown)
      : [];
  return [
    inspect(value, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    ...own.map((entry) => inspect(entry, { depth: null, showHidden: true })),
    value instanceof Error ? value.stack : '',
  ].join('\n');
}
