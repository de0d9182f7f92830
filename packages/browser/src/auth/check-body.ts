import { describeType, RequestError } from '@fanfare/core';

/** What each member of a body must look like. */
export type BodyRules = Readonly<Record<string, RegExp>>;

/**
 * Checks the body of an auth call against rules for its members; the platform checks more than this.
 *
 * @param what - The call, as in `auth.verifyOtp`.
 * @throws `RequestError` `invalid_request`, naming the argument and the type it got; nothing was sent.
 */
export function checkBody(body: object, { what, rules }: { what: string; rules: BodyRules }): void {
  if (typeof body !== 'object' || body === null) {
    throw refusal(`${what} takes an object, not ${describeType(body)}`);
  }
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(rules, name)) throw refusal(`${what} takes no "${name.slice(0, 64)}"`);
    if (value === undefined) continue;
    if (typeof value !== 'string')
      throw refusal(`${what}: ${name} must be a string, not ${describeType(value)}`);
    if (!rules[name]?.test(value)) throw refusal(`${what}: ${name} does not have the form it should`);
  }
}

/** Insists on exactly one of e-mail and telephone. */
export function checkAddress(
  body: { readonly email?: unknown; readonly phone?: unknown },
  what: string,
): void {
  if ((body.email === undefined) !== (body.phone === undefined)) return;
  throw refusal(`${what} takes either an email or a phone`);
}

function refusal(text: string): RequestError {
  return new RequestError(`${text}. Nothing was sent.`, { code: 'invalid_request' });
}
