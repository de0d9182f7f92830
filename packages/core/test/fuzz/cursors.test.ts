import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFanfareError } from '../../src/errors/fanfare-error.js';
import { createPages } from '../../src/paging/create-pages.js';
import { fuzz, fuzzTimeoutMs } from '../../../contract/test/fuzz/support/fuzz.js';

const cursor = fc.oneof(
  fc.constant(null),
  fc.constantFrom('a', 'b', '', '__proto__', '../', 'a b'),
  fc.string(),
);
const page = fc.record({ data: fc.array(fc.nat(9), { maxLength: 3 }), cursor });

it(
  'N2, F2: a list ends whatever its cursors are, and asks for no page twice',
  () =>
    fuzz(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), async (answers) => {
        const asked: (string | undefined)[] = [];
        const pages = createPages({
          name: 'things.list',
          load: async (after) => {
            asked.push(after);
            // Past its answers the platform goes round and round.
            const { data, cursor: endCursor } = answers[(asked.length - 1) % answers.length]!;
            return { data, pageInfo: { startCursor: null, endCursor } };
          },
        });

        try {
          for await (const item of pages) expect(item).toBeLessThan(10);
        } catch (error) {
          expect(isFanfareError(error) && error.code === 'invalid_response').toBe(true);
        }

        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.length).toBeLessThanOrEqual(answers.length + 1);
      }),
    ),
  fuzzTimeoutMs,
);
