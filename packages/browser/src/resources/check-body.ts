import { describeType } from '@fanfare/core';
import { refusedArgument } from './refused-argument.js';

/** A whole number from `min` to `max`. */
export interface WholeNumber {
  readonly min: number;
  readonly max: number;
}

/** A member that is true or false. */
export const flag = 'flag';

type Form = RegExp | WholeNumber | typeof flag;

/** What the members of a body or a query must look like. */
export interface BodyRules {
  readonly forms: Readonly<Record<string, Form>>;
  /** The members that may not be missing. @default all may */
  readonly needed?: readonly string[];
  /** The members that may be `null`. @default none may */
  readonly nullable?: readonly string[];
  /** Insists on exactly one of e-mail and telephone. @default `false` */
  readonly isAddressed?: boolean;
}

/**
 * Checks what goes into a call against rules for its members; the platform checks more than this.
 *
 * @param what - The call, as in `auth.verifyOtp`.
 * @throws `RequestError` `invalid_request`, naming the argument and the type it got; nothing was sent.
 */
export function checkBody(body: object, { what, rules }: { what: string; rules: BodyRules }): void {
  const refuse = (text: string): never => {
    throw refusedArgument(what + text);
  };
  if (typeof body !== 'object' || body === null) refuse(` takes an object, not ${describeType(body)}`);
  const given: Readonly<Record<string, unknown>> = { ...body };
  const { forms, needed = [], nullable = [], isAddressed = false } = rules;
  for (const [name, value] of Object.entries(given)) {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (form === undefined) return refuse(` takes no "${name.slice(0, 64)}"`);
    if (value === undefined || (value === null && nullable.includes(name))) continue;
    const misfit = misfitOf(form, value);
    if (misfit !== undefined) refuse(`: ${name} ${misfit}`);
  }
  const missing = needed.find((name) => given[name] === undefined);
  if (missing !== undefined) refuse(`: ${missing} is missing`);
  if (isAddressed && (given['email'] === undefined) === (given['phone'] === undefined)) {
    refuse(' takes either an email or a phone');
  }
}

function misfitOf(form: Form, value: unknown): string | undefined {
  if (form === flag) {
    return typeof value === 'boolean' ? undefined : `must be true or false, not ${describeType(value)}`;
  }
  if (form instanceof RegExp) {
    if (typeof value !== 'string') return `must be a string, not ${describeType(value)}`;
    return form.test(value) ? undefined : 'does not have the form it should';
  }
  const isFit = Number.isInteger(value) && Number(value) >= form.min && Number(value) <= form.max;
  return isFit ? undefined : `must be a whole number from ${form.min} to ${form.max}`;
}
