import type { BeaconEvent, ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** An event that a page reported. */
export interface BeaconEntry {
  readonly event: BeaconEvent;
  /** When it happened, as the page says, in milliseconds since the epoch. */
  readonly at: number;
}

/** What pages reported, of all tenants. */
export interface BeaconLog {
  /** Takes events in; one whose id was taken before counts once. */
  accept(tenant: Tenant, events: readonly BeaconEvent[]): void;
  /** In the order in which they arrived. */
  all(tenant: Tenant): readonly BeaconEntry[];
  /** The events of a consumer. */
  ofConsumer(tenant: Tenant, consumerId: ConsumerId): readonly BeaconEvent[];
  /** How many messages were reported as sent to a consumer. */
  messagesTo(tenant: Tenant, consumerId: ConsumerId): number;
  /** Forgets what arrived with a time before; returns it. */
  sweep(tenant: Tenant, before: number): readonly BeaconEntry[];
  /** Takes everything out of the events of a consumer that tells who or where they were. */
  anonymize(tenant: Tenant, consumerId: ConsumerId): void;
}

interface Shelf {
  readonly entries: BeaconEntry[];
  readonly ids: Set<string>;
  readonly messages: Map<string, number>;
}

/** Makes an empty log. */
export function createBeaconLog(context: MockContext): BeaconLog {
  const byTenant = new Map<string, Shelf>();
  const of = (tenant: Tenant): Shelf => {
    const known = byTenant.get(tenantKey(tenant)) ?? { entries: [], ids: new Set(), messages: new Map() };
    byTenant.set(tenantKey(tenant), known);
    return known;
  };
  context.onConsumerMerged(({ tenant, from, to }) => {
    const { entries, messages } = of(tenant);
    messages.set(to, (messages.get(to) ?? 0) + (messages.get(from) ?? 0));
    messages.delete(from);
    for (const [index, { event, at }] of entries.entries()) {
      if (event.consumerId === from) entries[index] = { event: { ...event, consumerId: to }, at };
    }
  });
  return {
    accept(tenant, events) {
      const { entries, ids, messages } = of(tenant);
      for (const event of events) {
        if (ids.has(event.eventId)) continue;
        ids.add(event.eventId);
        entries.push({ event, at: Date.parse(event.eventTimestamp) });
        if (event.eventName !== 'messageSent') continue;
        const receiver = event.eventProperties?.consumerId ?? event.consumerId;
        if (receiver !== undefined) messages.set(receiver, (messages.get(receiver) ?? 0) + 1);
      }
    },
    all: (tenant) => of(tenant).entries,
    ofConsumer: (tenant, consumerId) =>
      of(tenant)
        .entries.filter(({ event }) => event.consumerId === consumerId)
        .map(({ event }) => event),
    messagesTo: (tenant, consumerId) => of(tenant).messages.get(consumerId) ?? 0,
    sweep(tenant, before) {
      const { entries, ids } = of(tenant);
      const gone = entries.filter(({ at }) => at < before);
      const kept = entries.filter(({ at }) => at >= before);
      entries.splice(0, entries.length, ...kept);
      for (const { event } of gone) ids.delete(event.eventId);
      return gone;
    },
    anonymize(tenant, consumerId) {
      const { entries, messages } = of(tenant);
      messages.delete(consumerId);
      for (const [index, { event, at }] of entries.entries()) {
        if (event.consumerId !== consumerId) continue;
        const { organizationId, eventId, eventName, eventTimestamp, experienceId, sequenceId } = event;
        const kept = { organizationId, eventId, eventName, eventTimestamp };
        const place = { ...(experienceId && { experienceId }), ...(sequenceId && { sequenceId }) };
        entries[index] = { event: { ...kept, ...place }, at };
      }
    },
  };
}
