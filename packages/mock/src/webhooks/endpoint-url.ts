import { hostReach } from './private-address.js';

/** Tells what is wrong with the URL of a webhook endpoint, without repeating it; `undefined` where nothing is. */
export function endpointUrlProblem(value: string): string | undefined {
  if (!URL.canParse(value)) return 'must be an absolute URL';
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not carry credentials';
  if (url.hash !== '') return 'must not have a fragment';
  const reach = hostReach(url.hostname);
  if (reach === 'private') return 'must not lead into a private network';
  if (url.protocol === 'http:' && reach !== 'loopback')
    return 'must be an https URL; http is for loopback only';
  return undefined;
}
