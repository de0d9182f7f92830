import { describeType } from '@fanfare/core';
import { refusedArgument } from '../resources/refused-argument.js';

/** What the members of a body must look like. */
export interface BodyRules {
  readonly forms: Readonly<Record<string, RegExp>>;
  /** The member that may not be missing. @default all may */
  readonly needed?: string;
  /** Insists on exactly one of e-mail and telephone. @default `false` */
  readonly isAddressed?: boolean;
}

/**
 * Checks the body of an auth call against rules for its members; the platform checks more than this.
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
  const { forms, needed, isAddressed = false } = rules;
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(forms, name)) refuse(` takes no "${name.slice(0, 64)}"`);
    if (value === undefined) continue;
    if (typeof value !== 'string') refuse(`: ${name} must be a string, not ${describeType(value)}`);
    else if (!forms[name]?.test(value)) refuse(`: ${name} does not have the form it should`);
  }
  if (needed !== undefined && given[needed] === undefined) refuse(`: ${needed} is missing`);
  if (isAddressed && (given['email'] === undefined) === (given['phone'] === undefined)) {
    refuse(' takes either an email or a phone');
  }
}
