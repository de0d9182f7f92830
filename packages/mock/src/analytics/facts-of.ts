import { rfmSegmentOf } from '../consumers/rank-consumer.js';
import { describeProfile } from '../consumers/describe-consumer.js';
import type { MockContext } from '../context.js';
import { createActivityLog, type LoggedActivity } from '../state/activity-log.js';
import { createBeaconLog, type BeaconEntry } from '../state/beacon-log.js';
import { createConsumers } from '../state/consumers.js';
import type { Tenant } from '../tenant.js';
import type { Fact } from './fact.js';

/** What facts are made for. */
export interface FactsOptions {
  readonly tenant: Tenant;
  /** That of the organization. */
  readonly currency: string;
  /** Segments take work, and only a query that groups by them needs them. */
  readonly segments: 'needed' | 'not needed';
}

/** Everything that happened for a tenant: what the platform did, and what pages reported. */
export function factsOf(context: MockContext, { tenant, currency, segments }: FactsOptions): readonly Fact[] {
  const segmentOf = segments === 'needed' ? segmentReader(context, tenant) : (): undefined => undefined;
  const fromPlatform = (activity: LoggedActivity): Fact => {
    const { event, at, consumerId, experienceId, sequenceId, distributionId, fields = {} } = activity;
    return {
      event,
      at,
      about: { consumerId, experienceId, sequenceId, distributionId },
      properties: fields,
      currency: currencyOf(fields) ?? currency,
      segment: segmentOf(consumerId),
    };
  };
  const fromPages = ({ event, at }: BeaconEntry): Fact => {
    const properties = event.eventProperties ?? {};
    return {
      event: event.eventName,
      at,
      about: { ...event },
      properties: { ...properties },
      currency: currencyOf({ ...properties }) ?? currency,
      segment: event.segments?.rfm ?? segmentOf(event.consumerId),
    };
  };
  return [
    ...context.use(createActivityLog).all(tenant).map(fromPlatform),
    ...context.use(createBeaconLog).all(tenant).map(fromPages),
  ];
}

/** Reads the present segment of consumers, once for each. */
function segmentReader(
  context: MockContext,
  tenant: Tenant,
): (consumerId: string | undefined) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (consumerId) => {
    if (consumerId === undefined) return undefined;
    if (!known.has(consumerId)) {
      const consumer = context.use(createConsumers).find(tenant, consumerId);
      known.set(consumerId, consumer && rfmSegmentOf(describeProfile(context, consumer)));
    }
    return known.get(consumerId);
  };
}

function currencyOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const { currency } = fields;
  return typeof currency === 'string' ? currency : undefined;
}
