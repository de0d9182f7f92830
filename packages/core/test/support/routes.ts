import type { Retry, Route } from '@fanfare/contract';

/** A read with one parameter. */
export const readRoute: Route = {
  id: 'test.read',
  service: 'consumer',
  method: 'GET',
  path: '/things/{thingId}',
  auth: [['pk']],
  retry: 'safe',
  stability: 'extension',
};

/** A write whose row says how it may be repeated. */
export function writeRoute(retry: Retry): Route {
  return { ...readRoute, id: 'test.write', method: 'POST', path: '/things', retry };
}
