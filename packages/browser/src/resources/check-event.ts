import { describeType } from '@fanfare/core';
import { moneyForm } from './forms.js';
import { refusedArgument } from './refused-argument.js';

const members = new Set(
  (
    'organizationId eventId eventName eventTimestamp eventProperties eventSchemaVersion eventTimestampNs ' +
    'receivedTimestamp receivedTimestampNs beaconRequestId anonymousId consumerId userId sessionId isGuest ' +
    'experienceId sequenceId appVersion browserName browserVersion deviceType osName osVersion platform userAgent ' +
    'ipAddress geoCity geoCountry geoRegion geoLatitude geoLongitude pagePath pageTitle pageUrl referrerUrl ' +
    'referringDomain screenName utmCampaign utmContent utmMedium utmSource utmTerm segments'
  ).split(' '),
);
const amounts = ['price', 'cartTotal', 'subtotal', 'tax', 'shippingCost', 'discountAmount', 'totalRevenue'];

/**
 * Checks what pages get wrong about an event: names that there are not, and money as a number. The platform checks
 * more than this.
 *
 * @param what - Names the event, as in `beacon.track: the event`.
 * @throws `RequestError` `invalid_request`
 */
export function checkEvent(event: object, what: string): void {
  const unknown = Object.entries(event).find(([name, value]) => value !== undefined && !members.has(name));
  if (unknown !== undefined) throw refusedArgument(`${what} takes no "${unknown[0].slice(0, 64)}"`);
  const { eventProperties: properties }: { eventProperties?: unknown } = event;
  if (properties === undefined) return;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) {
    throw refusedArgument(`${what}: eventProperties must be an object, not ${describeType(properties)}`);
  }
  checkAmounts(properties, what);
  const { products }: { products?: unknown } = properties;
  for (const product of Array.isArray(products) ? (products as unknown[]) : []) {
    if (typeof product === 'object' && product !== null) checkAmounts(product, what);
  }
}

function checkAmounts(properties: object, what: string): void {
  for (const [name, value] of Object.entries(properties) as [string, unknown][]) {
    if (value === undefined || !amounts.includes(name)) continue;
    if (typeof value !== 'string') {
      throw refusedArgument(`${what}: ${name} must be a string such as "129.00", not ${describeType(value)}`);
    }
    if (!moneyForm.test(value)) throw refusedArgument(`${what}: ${name} must be an amount such as "129.00"`);
  }
}
