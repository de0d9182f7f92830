import { describe, expect, it } from 'vitest';
import { auditRuleOf } from '@fanfare/contract/audit';
import { operationList } from '@fanfare/contract/operations';
import openApi from '../openapi.json' with { type: 'json' };

type Schema = { readonly [name: string]: unknown };
const schemas = openApi.components.schemas as unknown as Readonly<Record<string, Schema>>; // JSON Schema, of any shape
const identifying = new Set(['email', 'phone', 'fullName']);

/** Names the schema that is referred to; empty where it stands there itself. */
function nameOf({ $ref }: Schema): string {
  return typeof $ref === 'string' ? ($ref.split('/').at(-1) ?? '') : '';
}

/** Tells whether a text that identifies a person stands anywhere in what a schema describes. */
function identifies(schema: Schema, seen: ReadonlySet<string> = new Set()): boolean {
  const name = nameOf(schema);
  if (seen.has(name)) return false;
  if (name !== '') return identifies(schemas[name] ?? {}, new Set([...seen, name]));
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const choices = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] ?? []) as readonly Schema[]);
  if (properties.some(([field, inner]) => identifying.has(field) && isText(inner))) return true;
  const items = schema['items'] === undefined ? [] : [schema['items'] as Schema];
  const inner = [...properties.map(([, each]) => each), ...choices, ...items];
  return inner.some((each) => identifies(each, seen));
}

function isText(schema: Schema): boolean {
  const choices = (schema['anyOf'] ?? []) as readonly Schema[];
  return schema['type'] === 'string' || nameOf(schema) === 'Email' || choices.some(isText);
}

describe('J3: reads of what identifies a person', () => {
  it('are written down, each one that a merchant can make', () => {
    const rows = operationList.filter(
      ({ id, method }) => method === 'GET' && /^(admin|consumers)\./.test(id),
    );
    const answers = new Map(
      Object.values(openApi.paths as unknown as Readonly<Record<string, Readonly<Record<string, Schema>>>>)
        .map(({ get }) => get)
        .filter((get) => get !== undefined)
        .map((get) => [get['operationId'], JSON.parse(JSON.stringify(get['responses'])) as Schema]),
    );
    const schemaOf = (id: string): Schema => {
      const success = (answers.get(id)?.['200'] ?? {}) as {
        readonly content?: Readonly<Record<string, { schema: Schema }>>;
      };
      return success.content?.['application/json']?.schema ?? {};
    };
    const telling = rows.filter(
      ({ id, auth }) => auth.some((way) => way.includes('sk')) && identifies(schemaOf(id)),
    );

    expect(telling.length).toBeGreaterThanOrEqual(6);
    expect(telling.filter((row) => auditRuleOf(row) === 'none').map(({ id }) => id)).toEqual([]);
  });
});
