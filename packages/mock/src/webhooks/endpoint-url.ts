import { leadsTo } from './leads-to.js';
import { hostReach } from './private-address.js';

/** Where an endpoint may be. */
export interface EndpointRules {
  /** Whether it may be on this machine, over http too. */
  readonly mayBeLocal: boolean;
  /** Each `host:port` of the platform: a delivery to itself would be a call from its own machine. */
  readonly ownAuthorities: readonly string[];
}

/** Tells what is wrong with the URL of a webhook endpoint, without repeating it; `undefined` where nothing is. */
export function endpointUrlProblem(
  value: string,
  { mayBeLocal, ownAuthorities }: EndpointRules,
): string | undefined {
  if (!URL.canParse(value)) return 'must be an absolute URL';
  // `URL` leaves these out, so that what is shown would not be what is called.
  if (/[\s\p{Cc}]/u.test(value)) return 'must not hold spaces or control characters';
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not carry credentials';
  if (url.href.includes('#')) return 'must not have a fragment';
  const reach = hostReach(url.hostname);
  if (reach === 'private') return 'must not lead into a private network';
  if (reach === 'loopback' && !mayBeLocal)
    return 'must not lead to this machine, unless "allowLoopbackWebhooks" is set';
  if (ownAuthorities.some((authority) => leadsTo(url, authority)))
    return 'must not lead to the platform itself';
  if (reach === 'loopback') return undefined;
  return url.protocol === 'https:' ? undefined : 'must be an https URL; http is for loopback only';
}
