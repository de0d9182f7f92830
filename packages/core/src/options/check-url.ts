import { OptionsError } from '../errors/error-classes.js';
import { describeType } from './describe-type.js';

// `URL` has already brought every spelling of an IPv4 address into the dotted form.
const loopback = /^(?:localhost|(?:[^.]+\.)+localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Checks an address that credentials or keys travel to or from, and removes the slash at its end.
 *
 * @param option - The name of the option, for the message; the value is never shown.
 * @throws OptionsError `invalid_options`, where it is no URL, is neither https nor loopback, or carries
 *   credentials, a query or a fragment.
 * @example
 * ```ts
 * import { checkUrl } from '@fanfare/core';
 *
 * checkUrl('http://localhost:4000/', 'baseUrl'); // 'http://localhost:4000'
 * ```
 */
export function checkUrl(value: string, option: string): string {
  if (typeof value !== 'string')
    throw new OptionsError(`${option} must be a URL, not ${describeType(value)}.`);
  const url = parse(value, option);
  if (url.username !== '' || url.password !== '' || value.includes('@')) {
    throw new OptionsError(`${option} must not carry credentials; the keys have options of their own.`);
  }
  if (/[?#]/.test(value)) throw new OptionsError(`${option} must have neither a query nor a fragment.`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname))) {
    throw new OptionsError(
      `${option} must start with https://. Plain http:// is accepted for localhost, 127.0.0.1 and [::1] only.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function parse(value: string, option: string): URL {
  try {
    return new URL(value);
  } catch {
    // Without the cause: its message quotes the value.
    throw new OptionsError(`${option} is not an absolute URL. Write it as https://example.com.`);
  }
}
