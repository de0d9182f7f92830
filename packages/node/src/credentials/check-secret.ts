import { describeType, OptionsError } from '@fanfare/core/base';
import { Secret } from '../secret.js';

/** What goes into a header: printable, and no white space around or inside. */
const form = /^[\x21-\x7e]+$/;

/**
 * Takes a secret in, under the name of its option.
 *
 * @throws OptionsError `invalid_options`, with no part of it
 */
export function checkSecret(given: unknown, name: string): Secret {
  const value = given instanceof Secret ? given.reveal() : given;
  if (typeof value !== 'string')
    throw new OptionsError(`${name} must be a text, not ${describeType(given)}.`);
  if (value === '') throw new OptionsError(`${name} is empty.`);
  if (!form.test(value)) {
    throw new OptionsError(
      `${name} holds white space or characters that no header takes, such as the newline at the end of a file; trim it.`,
    );
  }
  return given instanceof Secret ? given : new Secret(value);
}
