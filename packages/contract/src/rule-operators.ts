/** How a rule of an audience compares. */
export const ruleOperators = [
  'EQUALS',
  'NOT_EQUALS',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'CONTAINS',
  'NOT_CONTAINS',
  'IN',
  'NOT_IN',
] as const;

/** How a rule of an audience compares. */
export type RuleOperator = (typeof ruleOperators)[number];
