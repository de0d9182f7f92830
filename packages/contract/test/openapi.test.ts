import { readFileSync } from 'node:fs';
import { serverErrors, servicePath } from '@fanfare/contract';
import { operationList, refusalCodes } from '@fanfare/contract/operations';
import { webhookEventTypes } from '@fanfare/contract/webhooks';
import { describe, expect, it } from 'vitest';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly additionalProperties?: unknown;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}
interface Described {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}
type Content = Readonly<Record<'application/json', { readonly schema: Schema }>>;
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly webhooks: object;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, { readonly headers: object; readonly content: Content }>>;
  };
}

// Read as text: as a module, its type would be as large as the file.
const file = new URL('../openapi.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8')) as Document; // make-openapi.mjs wrote it
const described = operationList.map((row) => {
  const operation = document.paths[servicePath(row.service) + row.path]?.[row.method.toLowerCase()];
  return [row.id, row, operation] as const;
});

const resolved = (schema: Schema): Schema =>
  schema.$ref === undefined
    ? schema
    : (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});

/** The codes of every refusal of an operation, by status. */
function refusalsOf({ responses }: Described): Record<string, readonly string[]> {
  const refused = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return Object.fromEntries(
    refused.map(([status, { $ref = '' }]) => {
      const response = document.components.responses[$ref.split('/').at(-1) ?? ''];
      const codes = response?.content['application/json'].schema.allOf?.[1]?.properties?.['error']?.enum;
      return [status, codes ?? []];
    }),
  );
}

describe('the OpenAPI document', () => {
  it.each(described)('describes %s at its address', (id, _, operation) => {
    expect(operation?.operationId).toBe(id);
  });

  it('describes nothing else', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

    expect(operations).toHaveLength(operationList.length);
    expect(Object.keys(document.webhooks)).toEqual([...webhookEventTypes]);
  });

  it.each(described)('lists the refusals of %s by status', (_, row, operation) => {
    const expected = Object.groupBy([...refusalCodes(row)].sort(), (code) => serverErrors[code].status);

    expect(operation && refusalsOf(operation)).toEqual({ ...expected });
  });

  it.each(described)('names the credentials of %s', (_, { auth }, operation) => {
    const names = { pk: 'publishableKey', consumer: 'consumerToken', sk: 'requestSignature' } as const;
    const combinations = auth.map((combination) => combination.map((credential) => names[credential]).sort());

    const found = operation?.security.map((each) => Object.keys(each).sort());

    expect(found).toEqual(expect.arrayContaining(combinations));
  });

  it('F14: describes streams as streams of events, and nothing else as such', () => {
    for (const { id, events } of operationList) {
      const operation = described.find(([name]) => name === id)?.[2];
      const types = Object.keys(operation?.responses['200']?.content ?? {});

      expect([id, types.includes('text/event-stream')]).toEqual([id, events !== undefined]);
    }
  });

  it('closes every request, and leaves every answer open', () => {
    for (const [id, , operation] of described) {
      const body = operation?.requestBody?.content['application/json'].schema;
      const answer = operation?.responses['200']?.content?.['application/json']?.schema;
      if (body && resolved(body).type === 'object')
        expect([id, resolved(body).additionalProperties]).toEqual([id, false]);
      if (answer) expect([id, resolved(answer).additionalProperties]).not.toEqual([id, false]);
    }
  });
});

it('F4: every operation describes how it refuses who calls too often, headers and all', () => {
  for (const [id, , operation] of described) {
    const name = operation?.responses[429]?.$ref?.split('/').at(-1) ?? '';

    expect(Object.keys(document.components.responses[name]?.headers ?? {}), id).toEqual([
      'X-Request-Id',
      'Retry-After',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
    ]);
  }
});
