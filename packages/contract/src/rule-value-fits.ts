import { attributeKind, type AttributeKind } from './audience-attributes.js';
import type { RuleOperator } from './rule-operators.js';

/** A rule, as far as its value must fit the rest of it. */
export interface RuleToCheck {
  readonly attribute: string;
  readonly operator: RuleOperator;
  readonly value: unknown;
}

const decimal = /^\d{1,12}(\.\d{1,8})?$/;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

const fits: Readonly<Record<AttributeKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  money: (value) => typeof value === 'string' && decimal.test(value),
  time: (value) => typeof value === 'string' && isoTime.test(value),
  flag: (value) => typeof value === 'boolean',
};

const listOperators: readonly RuleOperator[] = ['IN', 'NOT_IN'];
const textOperators: readonly RuleOperator[] = ['CONTAINS', 'NOT_CONTAINS'];
const equality: readonly RuleOperator[] = ['EQUALS', 'NOT_EQUALS', 'IN', 'NOT_IN'];

/** Tells whether the value of a rule suits its attribute and its operator: money as text, lists for `IN`, and so on. */
export function ruleValueFits({ attribute, operator, value }: RuleToCheck): boolean {
  const kind = attributeKind(attribute);
  if (kind === 'flag' && !equality.includes(operator)) return false;
  if (textOperators.includes(operator))
    return (kind ?? 'text') === 'text' && isOneOf(['string', 'number'], value);
  if (listOperators.includes(operator) !== Array.isArray(value)) return false;
  if (kind === undefined) return true;
  return Array.isArray(value) ? value.every(fits[kind]) : fits[kind](value);
}

function isOneOf(types: readonly string[], value: unknown): boolean {
  return types.includes(typeof value);
}
