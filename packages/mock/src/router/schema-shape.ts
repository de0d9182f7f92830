import type { Operation } from '@fanfare/contract/operations';

type Schema = NonNullable<Operation['query']>;
type Definition = Readonly<{ type: string; innerType?: Schema; shape?: Readonly<Record<string, Schema>> }>;

/** The members of a schema by name; none where it describes no object. */
export function schemaShape(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  return schema === undefined ? {} : (definitionOf(schema).shape ?? {});
}

/** What a schema describes, such as `array`, however it is wrapped. */
export function schemaType(schema: Schema): string {
  const { type, innerType } = definitionOf(schema);
  return innerType === undefined ? type : schemaType(innerType);
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition; // of which these members are what every version of zod has
}
