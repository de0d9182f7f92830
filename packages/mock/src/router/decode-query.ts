import type { Operation } from '@fanfare/contract/operations';
import { schemaShape, schemaType } from './schema-shape.js';

/**
 * Turns the texts of a query into the types that its schema describes; lists are joined by commas. What cannot be
 * turned stays a text, so that the schema refuses it by name.
 */
export function decodeQuery(
  schema: Operation['query'],
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const shape = schemaShape(schema);
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => {
      const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return [name, member === undefined ? text : decode(schemaType(member), text)];
    }),
  );
}

function decode(type: string, text: string): unknown {
  if (type === 'array') return text.split(',');
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
