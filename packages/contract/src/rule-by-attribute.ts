import type { AttributesOfKind } from './audience-attributes.js';
import type { Money, Timestamp } from './ids.js';

type Equality = 'EQUALS' | 'NOT_EQUALS';
type Order = 'GREATER_THAN' | 'GREATER_THAN_OR_EQUAL' | 'LESS_THAN' | 'LESS_THAN_OR_EQUAL';
type Choice = 'IN' | 'NOT_IN';
type Content = 'CONTAINS' | 'NOT_CONTAINS';
type Scalar = string | number | boolean;

interface Comparison<Attribute extends string, Operator extends string, Value> {
  attribute: Attribute;
  operator: Operator;
  value: Value;
}
type Compared<Attribute extends string, Value> =
  Comparison<Attribute, Equality | Order, Value> | Comparison<Attribute, Choice, Value[]>;

/** What `ruleValueFits` lets through, as a type: the value follows the attribute and the operator. */
export type RuleByAttribute =
  | Compared<AttributesOfKind<'text'>, string>
  | Compared<AttributesOfKind<'number'>, number>
  | Compared<AttributesOfKind<'money'>, Money>
  | Compared<AttributesOfKind<'time'>, Timestamp>
  | Comparison<AttributesOfKind<'flag'>, Equality, boolean>
  | Comparison<AttributesOfKind<'flag'>, Choice, boolean[]>
  | Compared<`metadata.${string}`, Scalar>
  | Comparison<AttributesOfKind<'text'> | `metadata.${string}`, Content, string | number>;
