import { describeType, OptionsError } from '@fanfare/core/base';

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks a list of origins: spelled as a browser sends them, over https or on this machine. There is no way to list all.
 *
 * @throws OptionsError `invalid_options`, naming the option and the place.
 */
export function checkOrigins(origins: unknown, what: string): ReadonlySet<string> {
  if (!Array.isArray(origins)) {
    throw new OptionsError(`${what}: origins must be a list, not ${describeType(origins)}.`);
  }
  origins.forEach((origin: unknown, index) => {
    if (typeof origin === 'string' && isOrigin(origin)) return;
    throw new OptionsError(
      `${what}: origins[${index}] must be an origin such as https://shop.example: lower case, no path, no wildcard, and https unless it is this machine.`,
    );
  });
  return new Set(origins as string[]); // each was checked
}

function isOrigin(text: string): boolean {
  if (text.includes('*') || !URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname)));
}
