import { servicePath, serviceUrls, type Service } from '@fanfare/contract';
import { checkOptions } from './check-options.js';
import { checkUrl } from './check-url.js';

/** Where the services are, as the options of a client say it. */
export interface ServiceUrlOptions {
  /** One address for all: the services are expected under `<baseUrl>/<service>/api`. */
  readonly baseUrl?: string | undefined;
  /** Addresses of single services; they win over `baseUrl`. */
  readonly urls?: Readonly<Partial<Record<Service, string>>> | undefined;
}

const services = Object.keys(serviceUrls) as Service[];

/**
 * Resolves the address of every service, without a slash at the end.
 *
 * @throws OptionsError `invalid_options`, where an address is no URL, is neither https nor loopback,
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
  const { urls = {} } = options;
  checkOptions(urls, services, 'urls');
  const resolved = { ...serviceUrls };
  for (const service of services) {
    const own = urls[service];
    if (own !== undefined) resolved[service] = checkUrl(own, `urls.${service}`);
    else if (base !== undefined) resolved[service] = base + servicePath(service);
  }
  return resolved;
}
