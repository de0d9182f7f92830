import { isObject } from './check/check.js';
import { moneyForm } from './forms.js';
import { refusedArgument } from './refused-argument.js';

const members = (
  'organizationId eventId eventName eventTimestamp eventTimestampNs eventProperties eventSchemaVersion ' +
  'receivedTimestamp receivedTimestampNs beaconRequestId anonymousId consumerId userId sessionId experienceId ' +
  'sequenceId isGuest appVersion browserName browserVersion osName osVersion deviceType platform userAgent ' +
  'ipAddress geoCity geoCountry geoRegion geoLatitude geoLongitude pagePath pageTitle pageUrl referrerUrl ' +
  'referringDomain screenName utmCampaign utmContent utmMedium utmSource utmTerm segments'
).split(' ');
const amounts = 'price cartTotal subtotal tax shippingCost discountAmount totalRevenue'.split(' ');

/**
 * Checks what pages get wrong about an event: names that there are not, and money as a number. The platform checks
 * more than this.
 *
 * @param what - Names the event, as in `beacon.track: the event`.
 * @throws `RequestError` `invalid_request`
 */
export function checkEvent(event: object, what: string): void {
  const unknown = Object.entries(event).find(
    ([name, value]) => value !== undefined && !members.includes(name),
  );
  if (unknown !== undefined) throw refusedArgument(`${what} takes no "${unknown[0].slice(0, 64)}"`);
  const { eventProperties: properties }: { eventProperties?: unknown } = event;
  if (properties === undefined) return;
  if (!isObject(properties)) throw refusedArgument(`${what}: eventProperties must be an object`);
  const { products } = properties;
  const parts: readonly unknown[] = Array.isArray(products) ? products : [];
  for (const part of [properties, ...parts.filter(isObject)]) checkAmounts(part, what);
}

function checkAmounts(properties: object, what: string): void {
  for (const [name, value] of Object.entries(properties) as [string, unknown][]) {
    if (value === undefined || !amounts.includes(name)) continue;
    if (typeof value === 'string' && moneyForm.test(value)) continue;
    throw refusedArgument(`${what}: ${name} must be an amount as text, such as "129.00"`);
  }
}
