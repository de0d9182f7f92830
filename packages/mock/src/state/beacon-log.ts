import type { BeaconEvent, ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { withoutTraces } from './without-traces.js';

/** An event that a page reported. */
export interface BeaconEntry {
  readonly event: BeaconEvent;
  /** When it happened, as far as the page can be believed, in milliseconds since the epoch. */
  readonly at: number;
}

/**
 * What pages reported, of all tenants. Anybody can report anything, under any name: this is for analytics and for who
 * asks what is kept about them, and nothing else may depend on it.
 */
export interface BeaconLog {
  /** Takes events in; one whose id was taken before counts once. */
  accept(tenant: Tenant, events: readonly BeaconEvent[]): void;
  /** In the order in which they arrived. */
  all(tenant: Tenant): readonly BeaconEntry[];
  /** The events that name a consumer, found in one step. */
  ofConsumer(tenant: Tenant, consumerId: ConsumerId): readonly BeaconEvent[];
  /** Forgets what arrived with a time before; returns it. */
  sweep(tenant: Tenant, before: number): readonly BeaconEntry[];
  /** Takes everything out of the events of a consumer that tells who or where they were. */
  anonymize(tenant: Tenant, consumerId: ConsumerId): void;
}

interface KeptEntry extends BeaconEntry {
  event: BeaconEvent;
  /** By our own clock: how long something is kept is not for a page to say. */
  readonly arrivedAt: number;
}

interface Shelf {
  entries: KeptEntry[];
  readonly ids: Set<string>;
  readonly byConsumer: Map<string, KeptEntry[]>;
}

/** How long a page may keep an event before it sends it; what is said to be older counts as that old. */
const longestDelayMs = 7 * 86_400_000;

/** Makes an empty log. */
export function createBeaconLog(context: MockContext): BeaconLog {
  const byTenant = new Map<string, Shelf>();
  const of = (tenant: Tenant): Shelf => {
    const known = byTenant.get(tenantKey(tenant)) ?? { entries: [], ids: new Set(), byConsumer: new Map() };
    byTenant.set(tenantKey(tenant), known);
    return known;
  };
  context.onConsumerMerged(({ tenant, from, to }) => {
    const { byConsumer } = of(tenant);
    for (const entry of byConsumer.get(from) ?? []) {
      entry.event = { ...entry.event, consumerId: to };
      index(byConsumer, entry);
    }
    byConsumer.delete(from);
  });
  return {
    accept(tenant, events) {
      const { entries, ids, byConsumer } = of(tenant);
      const arrivedAt = context.clock.now();
      for (const event of events) {
        if (ids.has(event.eventId)) continue;
        ids.add(event.eventId);
        const entry = { event, at: timeOf(event, arrivedAt), arrivedAt };
        entries.push(entry);
        index(byConsumer, entry);
      }
    },
    all: (tenant) => of(tenant).entries,
    ofConsumer: (tenant, consumerId) =>
      (of(tenant).byConsumer.get(consumerId) ?? []).map(({ event }) => event),
    sweep(tenant, before) {
      const shelf = of(tenant);
      const gone = shelf.entries.filter(({ arrivedAt }) => arrivedAt < before);
      shelf.entries = shelf.entries.filter(({ arrivedAt }) => arrivedAt >= before);
      for (const { event } of gone) shelf.ids.delete(event.eventId);
      for (const consumerId of new Set(gone.flatMap(({ event }) => event.consumerId ?? []))) {
        const kept = (shelf.byConsumer.get(consumerId) ?? []).filter(({ arrivedAt }) => arrivedAt >= before);
        if (kept.length > 0) shelf.byConsumer.set(consumerId, kept);
        else shelf.byConsumer.delete(consumerId);
      }
      return gone;
    },
    anonymize(tenant, consumerId) {
      const { byConsumer } = of(tenant);
      for (const entry of byConsumer.get(consumerId) ?? []) entry.event = withoutTraces(entry.event);
      byConsumer.delete(consumerId);
    },
  };
}

function index(byConsumer: Map<string, KeptEntry[]>, entry: KeptEntry): void {
  const { consumerId } = entry.event;
  if (consumerId === undefined) return;
  const known = byConsumer.get(consumerId);
  if (known === undefined) byConsumer.set(consumerId, [entry]);
  else known.push(entry);
}

/** When an event happened: not after it arrived, and not long before. */
function timeOf({ eventTimestamp }: BeaconEvent, arrivedAt: number): number {
  return Math.min(Math.max(Date.parse(eventTimestamp), arrivedAt - longestDelayMs), arrivedAt);
}
