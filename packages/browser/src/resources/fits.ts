import { checkBody, type BodyRules } from './check-body.js';

/** Checks what goes into the call named by `what`; throws `RequestError` `invalid_request`. */
export type Fits = (given: object, what: string) => void;

/** Makes a check of rules, so that a part of the client without rules holds none of the machinery. */
export function fits(rules: BodyRules): Fits {
  return (given, what) => checkBody(given, { what, rules });
}
