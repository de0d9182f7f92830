import { attributeKind, type AttributeKind, type RuleOperator } from '@fanfare/contract';
import { compareValues } from './compare-values.js';

/** A rule, as far as it is evaluated. */
export interface Rule {
  readonly attribute: string;
  readonly operator: RuleOperator;
  readonly value: unknown;
}

/** What rules look at: the attributes of one consumer, `metadata` among them. */
export type Attributes = Readonly<Record<string, unknown>>;

type Test = (actual: unknown, expected: unknown, kind: AttributeKind | undefined) => boolean;

const orderIs =
  (accept: (order: number) => boolean): Test =>
  (actual, expected, kind) => {
    const order = compareValues(actual, { to: expected, kind });
    return order !== undefined && accept(order);
  };
const equals = orderIs((order) => order === 0);
const contains: Test = (actual, expected) =>
  String(actual).toLowerCase().includes(String(expected).toLowerCase());
const isIn: Test = (actual, expected, kind) =>
  Array.isArray(expected) && expected.some((entry: unknown) => equals(actual, entry, kind));

/** What each operator asks of a value that is there. The negative ones ask that their opposite does not hold. */
const tests: Readonly<Record<RuleOperator, { readonly test: Test; readonly negative?: true }>> = {
  EQUALS: { test: equals },
  NOT_EQUALS: { test: equals, negative: true },
  GREATER_THAN: { test: orderIs((order) => order > 0) },
  GREATER_THAN_OR_EQUAL: { test: orderIs((order) => order >= 0) },
  LESS_THAN: { test: orderIs((order) => order < 0) },
  LESS_THAN_OR_EQUAL: { test: orderIs((order) => order <= 0) },
  CONTAINS: { test: contains },
  NOT_CONTAINS: { test: contains, negative: true },
  IN: { test: isIn },
  NOT_IN: { test: isIn, negative: true },
};

/**
 * Tells whether a rule holds. Of a list in the metadata one entry must pass. What is not there passes no test, so that
 * only the negative operators hold for it.
 */
export function ruleHolds({ attribute, operator, value }: Rule, attributes: Attributes): boolean {
  const { test, negative = false } = tests[operator];
  const kind = attributeKind(attribute);
  const passes = valuesOf(attribute, attributes).some((actual) => test(actual, value, kind));
  return passes !== negative;
}

/** Tells whether all rules hold; without any rule nobody belongs to an audience. */
export function rulesHold(rules: readonly Rule[], attributes: Attributes): boolean {
  return rules.length > 0 && rules.every((rule) => ruleHolds(rule, attributes));
}

function valuesOf(attribute: string, attributes: Attributes): readonly unknown[] {
  const found = attribute.startsWith('metadata.')
    ? own(attributes['metadata'], attribute.slice('metadata.'.length))
    : own(attributes, attribute);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}

function own(record: unknown, name: string): unknown {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, name)) return undefined;
  return (record as Attributes)[name]; // an object, and the name is its own
}
