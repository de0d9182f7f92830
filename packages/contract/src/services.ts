/** The four services of the platform. */
export type Service = 'consumer' | 'admin' | 'checkout' | 'beacon';

/** Where each service lives when no `baseUrl` is given. */
export const serviceUrls: Readonly<Record<Service, string>> = {
  consumer: 'https://consumer.fanfare.io/api',
  admin: 'https://admin.fanfare.io/api',
  checkout: 'https://checkout.fanfare.io/api',
  beacon: 'https://beacon.fanfare.io/api',
};

/** The path of a service below a common `baseUrl`; the mock serves all four this way from one port. */
export function servicePath(service: Service): string {
  return `/${service}/api`;
}
