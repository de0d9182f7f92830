import type { Operation } from '@fanfare/contract/operations';

type Schema = NonNullable<Operation['query']>;
type Definition = Readonly<{ type: string; innerType?: Schema; shape?: Readonly<Record<string, Schema>> }>;

/**
 * Turns the texts of a query into the types that its schema describes; lists are joined by commas. What cannot be
 * turned stays a text, so that the schema refuses it by name. An operation without a schema takes no query into account.
 */
export function decodeQuery(
  schema: Schema | undefined,
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const shape = schema === undefined ? {} : (definitionOf(schema).shape ?? {});
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => {
      const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return [name, member === undefined ? text : decode(typeOf(member), text)];
    }),
  );
}

function decode(type: string, text: string): unknown {
  if (type === 'array') return text.split(',');
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function typeOf(schema: Schema): string {
  const { type, innerType } = definitionOf(schema);
  return innerType === undefined ? type : typeOf(innerType);
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition; // of which these members are what every version of zod has
}
