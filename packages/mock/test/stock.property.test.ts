import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableIn, consume, isSound, release, reserve, type Stock } from '../src/mechanisms/stock.js';
import { assignmentProblem, type AssignedVariant } from '../src/products/option-assignments.js';

const policy = fc.constantFrom<Stock['policy']>('untracked', 'deny', 'continue');
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('order'), pieces: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ do: fc.constantFrom('pay', 'cancel'), which: fc.nat(9) }),
    fc.record({ do: fc.constant('adjust'), by: fc.integer({ min: -10, max: 10 }) }),
    fc.record({ do: fc.constant('policy'), policy }),
  ),
  { maxLength: 60 },
);

describe('a stock, whatever is ordered, paid, cancelled and changed', () => {
  it('loses exactly what was sold while it counted, and never sells what is not there', () => {
    fc.assert(
      fc.property(policy, fc.nat(20), steps, (first, quantity, script) => {
        let stock: Stock = { policy: first, quantity, reserved: 0 };
        let [added, sold] = [quantity, 0];
        const open: number[] = [];
        for (const step of script) {
          if ('pieces' in step) {
            const after = reserve(stock, step.pieces);
            expect(after === undefined).toBe(
              stock.policy === 'deny' && step.pieces > stock.quantity - stock.reserved,
            );
            if (after !== undefined) open.push(step.pieces);
            stock = after ?? stock;
          }
          if ('which' in step && open.length > 0) {
            const [pieces = 0] = open.splice(step.which % open.length, 1);
            if (step.do === 'pay' && stock.policy !== 'untracked') sold += pieces;
            stock = step.do === 'pay' ? consume(stock, pieces) : release(stock, pieces);
          }
          const changed: Stock =
            'by' in step
              ? { ...stock, quantity: stock.quantity + step.by }
              : 'policy' in step
                ? { ...stock, policy: step.policy }
                : stock;
          if (isSound(changed)) {
            added += changed.quantity - stock.quantity;
            stock = changed;
          }

          expect(stock.quantity).toBe(added - sold);
          expect(stock.reserved).toBe(open.reduce((sum, pieces) => sum + pieces, 0));
          if (stock.policy === 'deny') expect(availableIn(stock)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('the values of variants, however they are combined', () => {
  const optionIds = ['size', 'tone', 'width'];
  const variant = fc.record({
    optionAssignments: fc.uniqueArray(
      fc.record({ optionId: fc.constantFrom(...optionIds, 'foreign'), valueId: fc.constantFrom('a', 'b') }),
      { maxLength: 4 },
    ),
  });
  const variants = fc
    .array(variant, { maxLength: 6 })
    .map((rows) => rows.map((row, index): AssignedVariant => ({ ...row, sku: `SKU-${index}` })));

  it('are let through exactly where each is of an option of the product, one for each, and no two are the same', () => {
    fc.assert(
      fc.property(variants, (rows) => {
        const sets = rows
          .map(({ optionAssignments }) => new Set(optionAssignments.map((pair) => JSON.stringify(pair))))
          .filter(({ size }) => size > 0);
        const isSame = (a: Set<string>, b: Set<string>): boolean =>
          a.size === b.size && [...a].every((pair) => b.has(pair));
        const options = rows.map(({ optionAssignments }) =>
          optionAssignments.map(({ optionId }) => optionId),
        );
        const fits =
          options.every((ids) => new Set(ids).size === ids.length && !ids.includes('foreign')) &&
          sets.every((one, at) => sets.every((other, index) => index === at || !isSame(one, other)));

        expect(assignmentProblem(rows, optionIds) === undefined).toBe(fits);
      }),
    );
  });
});
