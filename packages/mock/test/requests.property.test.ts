import { operationList, type Operation } from '@fanfare/contract/operations';
import { mismatches } from '@fanfare/contract/schemas';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFromSchema } from '../../contract/test/support/arbitrary-from-schema.js';
import { mutationsOf } from '../../contract/test/support/mutations.js';
import { MockRefusal } from '../src/refusal.js';
import { bodyReader } from '../src/router/body-reader.js';
import { validateRequest } from '../src/router/validate-request.js';
import { queryText } from './support/walk/query-text.js';

type Schema = NonNullable<Operation['body']>;
type Part = 'body' | 'query';

const runs = { numRuns: 6, seed: 20_261_122 };

/** Where a request is wrong, as the contract alone sees it. */
function contractPaths(schema: Schema, value: unknown): readonly string[] {
  const result = schema.safeParse(value);
  return result.success ? [] : mismatches(result.error.issues).map(({ path }) => path);
}

/** Where a request is wrong, as the mock answers. */
function mockPaths(operation: Operation, part: Part, value: unknown): readonly string[] {
  const { params: _params, query: _query, body: _body, ...address } = operation;
  const only: Operation = { ...address, [part]: operation[part] };
  const query = part === 'query' ? Object.fromEntries(new URLSearchParams(queryText(value as object))) : {};
  const bytes = Buffer.from(part === 'body' ? JSON.stringify(value) : '{}');
  const readJson = bodyReader({ contentType: 'application/json', bytes });
  try {
    validateRequest(only, { params: {}, query, readJson });
    return [];
  } catch (error) {
    if (!(error instanceof MockRefusal)) throw error;
    return (error.extra.issues ?? []).map(({ path }) => path.map(({ key }) => key).join('.'));
  }
}

/** A wrong arm of a union is reported as a whole, or by what gave it away. */
const touches = (found: string, path: string): boolean =>
  found === path ||
  found === '' ||
  path === '' ||
  found.startsWith(`${path}.`) ||
  path.startsWith(`${found}.`);

const rowsWith = (part: Part) =>
  operationList.flatMap((row) => (row[part] === undefined ? [] : [[row.id, row, row[part]] as const]));

describe('F1: a body that the contract accepts', () => {
  it.each(rowsWith('body'))(
    'for %s the mock accepts too, and both refuse it at the same place with one thing wrong',
    (_, row, schema) => {
      fc.assert(
        fc.property(arbitraryFromSchema(schema), (body) => {
          expect(contractPaths(schema, body)).toEqual([]);
          expect(mockPaths(row, 'body', body)).toEqual([]);
          for (const { what, path, value } of mutationsOf(schema, body)) {
            const found = contractPaths(schema, value);
            const isThere = found.length > 0 && found.every((each) => touches(each, path));
            expect([what, path, isThere]).toEqual([what, path, true]);
            expect(mockPaths(row, 'body', value)).toEqual(found);
          }
        }),
        runs,
      );
    },
  );
});

describe('F1: a query that the contract accepts', () => {
  it.each(rowsWith('query'))('for %s survives the wire', (_, row, schema) => {
    fc.assert(
      fc.property(arbitraryFromSchema(schema), (query) => {
        expect(mockPaths(row, 'query', query)).toEqual([]);
      }),
      runs,
    );
  });
});
