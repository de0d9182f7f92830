import { operations } from '@fanfare/contract/operations';
import { describe, expect, it } from 'vitest';

interface Type {
  readonly text: string;
}
interface TypeNames {
  ofSchema(schema: object, where: string): Type;
  ofParam(schema: object, name: string): Type;
}
interface Method {
  readonly ids: readonly { readonly name: string }[];
  readonly input?: { readonly kind: string; readonly isOptional: boolean };
  readonly options: string;
  readonly answer: { readonly kind: string; readonly items?: string };
}
interface Generator {
  readMethod(row: object, names: TypeNames): Method;
  readTypeNames(contract: {
    readonly names: ReadonlyMap<object, { readonly name: string }>;
  }): Promise<TypeNames>;
}

const scripts = '../../scripts/admin';
// Plain JavaScript, which runs without a build.
const { readMethod } = (await import(`${scripts}/read-method.mjs`)) as Generator;
const { readTypeNames } = (await import(`${scripts}/type-names.mjs`)) as Generator;

const anyName: TypeNames = { ofSchema: () => ({ text: 'Thing' }), ofParam: () => ({ text: 'ThingId' }) };
const { appointments, consumers, queues, products, organizations } = operations.admin;

describe('the rules of a method', () => {
  it.each([
    ['no id, an optional query, pages', queues.list, [], ['query', true], 'CallOptions', 'pages'],
    ['no id, a body', queues.create, [], ['body', false], 'UnsafeCallOptions', 'value'],
    ['one id', queues.get, ['queueId'], [], 'CallOptions', 'value'],
    ['one id and a body', queues.update, ['queueId'], ['body', false], 'UnsafeCallOptions', 'value'],
    ['several ids', products.variants.get, ['productId', 'variantId'], [], 'CallOptions', 'value'],
    ['a bare list', products.variants.list, ['productId'], [], 'CallOptions', 'list'],
    ['a query that is needed', organizations.slugAvailability, [], ['query', false], 'CallOptions', 'value'],
    ['nothing at all', organizations.current, [], [], 'CallOptions', 'value'],
  ] as const)('%s', (_, row, ids, input, options, answer) => {
    const method = readMethod(row, anyName);

    expect(method.ids.map(({ name }) => name)).toEqual(ids);
    expect(method.input === undefined ? [] : [method.input.kind, method.input.isOptional]).toEqual(input);
    expect([method.options, method.answer.kind]).toEqual([options, answer]);
  });

  it.each([
    ['numbered pages', appointments.attendees.list, ['pages', 'attendees']],
    ['pages with cursors', queues.list, ['pages', undefined]],
    ['an answer that holds more than its list', consumers.loyaltyTransactions, ['value', undefined]],
  ] as const)('%s', (_, row, expected) => {
    const { kind, items } = readMethod(row, anyName).answer;

    expect([kind, items]).toEqual(expected);
  });

  it('have no place for a body and a query at once', () => {
    const row = { ...queues.create, query: queues.list.query };

    expect(() => readMethod(row, anyName)).toThrow(/^admin\.queues\.create: it has a body and a query/);
  });
});

describe('the names of types', () => {
  it('are wanted for every schema of a row, and the row is named where one is missing', async () => {
    const nameless = await readTypeNames({ names: new Map() });

    expect(() => readMethod(queues.create, nameless)).toThrow(
      /^admin\.queues\.create: its schema \(object\) has no name/,
    );
  });

  it('must be exported', async () => {
    const hidden = await readTypeNames({ names: new Map([[queues.get.response, { name: 'Hidden' }]]) });

    expect(() => readMethod(queues.get, hidden)).toThrow(
      /^admin\.queues\.get: .* is called Hidden, which no/,
    );
  });
});
