import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOperators, type RuleOperator } from '@fanfare/contract';
import { ruleHolds, rulesHold } from '../src/audiences/rule-holds.js';

const ada = {
  email: 'ada@example.com',
  fullName: 'Ada Lovelace',
  phone: null,
  ltv: '100.50',
  totalOrders: 3,
  isGuest: false,
  createdAt: '2026-11-22T10:00:00.000Z',
  metadata: { tier: 'gold', score: 9, tags: ['vip', 'Early'], since: '2026-01-01T00:00:00Z' },
};

describe('a rule', () => {
  it.each<[string, RuleOperator, unknown, boolean]>([
    ['email', 'EQUALS', 'ADA@example.com', true],
    ['email', 'NOT_EQUALS', 'ada@example.com', false],
    ['email', 'CONTAINS', '@EXAMPLE', true],
    ['email', 'NOT_CONTAINS', '@example', false],
    ['email', 'IN', ['bob@example.com', 'ada@example.com'], true],
    ['email', 'NOT_IN', ['bob@example.com'], true],
    ['ltv', 'EQUALS', '100.5', true],
    ['ltv', 'GREATER_THAN', '99.99', true],
    ['ltv', 'GREATER_THAN', '100.50', false],
    ['ltv', 'GREATER_THAN_OR_EQUAL', '100.5000', true],
    ['ltv', 'LESS_THAN', '1000', true],
    ['ltv', 'LESS_THAN', '20', false],
    ['ltv', 'IN', ['100.5'], true],
    ['totalOrders', 'GREATER_THAN', 2, true],
    ['totalOrders', 'LESS_THAN_OR_EQUAL', 3, true],
    ['totalOrders', 'LESS_THAN', 3, false],
    ['isGuest', 'EQUALS', false, true],
    ['isGuest', 'EQUALS', true, false],
    ['createdAt', 'LESS_THAN', '2026-11-22T10:00:00.001Z', true],
    ['createdAt', 'EQUALS', '2026-11-22T10:00:00Z', true],
    ['phone', 'EQUALS', '', false],
    ['phone', 'NOT_EQUALS', 'x', true],
    ['lastOrderAt', 'LESS_THAN', '2026-11-22T10:00:00Z', false],
    ['metadata.tier', 'EQUALS', 'gold', true],
    ['metadata.score', 'GREATER_THAN', 8, true],
    ['metadata.score', 'GREATER_THAN', '8', false],
    ['metadata.score', 'CONTAINS', 9, true],
    ['metadata.tags', 'CONTAINS', 'earl', true],
    ['metadata.tags', 'EQUALS', 'vip', true],
    ['metadata.tags', 'NOT_IN', ['vip'], false],
    ['metadata.since', 'LESS_THAN', '2026-01-01T00:00:00.001Z', true],
    ['metadata.constructor', 'NOT_EQUALS', 'x', true],
    ['metadata.nothing', 'EQUALS', 'x', false],
  ])('%s %s %j', (attribute, operator, value, expected) => {
    expect(ruleHolds({ attribute, operator, value }, ada)).toBe(expected);
  });

  const opposites: readonly (readonly [RuleOperator, RuleOperator])[] = [
    ['EQUALS', 'NOT_EQUALS'],
    ['CONTAINS', 'NOT_CONTAINS'],
    ['IN', 'NOT_IN'],
  ];
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());

  it('never holds together with its opposite, whatever it compares', () => {
    fc.assert(
      fc.property(fc.option(scalar), scalar, fc.constantFrom(...opposites), (actual, value, [one, other]) => {
        const compared = one === 'IN' ? [value] : value;
        const rule = { attribute: 'metadata.x', value: compared };
        const attributes = { metadata: { x: actual } };

        expect(ruleHolds({ ...rule, operator: one }, attributes)).toBe(
          !ruleHolds({ ...rule, operator: other }, attributes),
        );
      }),
    );
  });

  it('compares money as decimals of any length', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000_000 });
    const written = (value: number): string =>
      `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const holds = (operator: RuleOperator): boolean =>
          ruleHolds({ attribute: 'ltv', operator, value: written(b) }, { ltv: written(a) });

        expect([holds('GREATER_THAN'), holds('EQUALS'), holds('LESS_THAN')]).toEqual([a > b, a === b, a < b]);
      }),
    );
  });

  it('may be anything without harm', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...ruleOperators),
        fc.anything(),
        (attribute, operator, value) => {
          expect(typeof ruleHolds({ attribute, operator, value }, ada)).toBe('boolean');
        },
      ),
    );
  });
});

describe('several rules', () => {
  const isGold = { attribute: 'metadata.tier', operator: 'EQUALS', value: 'gold' } as const;
  const isGuest = { attribute: 'isGuest', operator: 'EQUALS', value: true } as const;

  it('hold together or not at all, and none let nobody in', () => {
    expect(rulesHold([isGold], ada)).toBe(true);
    expect(rulesHold([isGold, isGuest], ada)).toBe(false);
    expect(rulesHold([], ada)).toBe(false);
  });
});
