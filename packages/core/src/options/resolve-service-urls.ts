import { servicePath, serviceUrls, type Service } from '@fanfare/contract';
import { OptionsError } from '../errors/error-classes.js';
import { checkOptions } from './check-options.js';
import { describeType } from './describe-type.js';

/** Where the services are, as the options of a client say it. */
export interface ServiceUrlOptions {
  /** One address for all: the services are expected under `<baseUrl>/<service>/api`. */
  readonly baseUrl?: string | undefined;
  /** Addresses of single services; they win over `baseUrl`. */
  readonly urls?: Readonly<Partial<Record<Service, string>>> | undefined;
}

const services = Object.keys(serviceUrls) as Service[];
// `URL` has already brought every spelling of an IPv4 address into the dotted form.
const loopback = /^(?:localhost|(?:[^.]+\.)+localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Resolves the address of every service, without a slash at the end.
 *
 * @throws {@link OptionsError} `invalid_options`, where an address is no URL, is neither https nor loopback,
 *   or carries credentials, a query or a fragment.
 * @example
 * ```ts
 * import { resolveServiceUrls } from '@fanfare/core';
 *
 * resolveServiceUrls({ baseUrl: 'http://localhost:4000' }).consumer; // 'http://localhost:4000/consumer/api'
 * ```
 */
export function resolveServiceUrls(options: ServiceUrlOptions): Record<Service, string> {
  const base = options.baseUrl === undefined ? undefined : checkUrl(options.baseUrl, 'baseUrl');
  const urls = options.urls ?? {};
  checkOptions(urls, services, 'urls');
  const resolved = { ...serviceUrls };
  for (const service of services) {
    const own = urls[service];
    if (own !== undefined) resolved[service] = checkUrl(own, `urls.${service}`);
    else if (base !== undefined) resolved[service] = base + servicePath(service);
  }
  return resolved;
}

function checkUrl(value: string, option: string): string {
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
