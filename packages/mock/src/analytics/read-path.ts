import type { Fact } from './fact.js';

/** Reads what a path such as `experienceId` or `eventProperties.productId` names; properties also go by their bare name. */
export function readPath({ about, properties }: Fact, path: string): unknown {
  const names = path.split('.');
  if (names[0] === 'eventProperties') return walk(properties, names.slice(1));
  return walk(about, names) ?? walk(properties, names);
}

function walk(from: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name] // an object, and the name is its own
        : undefined,
    from,
  );
}
