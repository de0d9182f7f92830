import type { MockContext } from '../context.js';
import { createDataSettings } from '../privacy/data-settings.js';
import { tenantKey, type Tenant } from '../tenant.js';
import type { SealedEvent } from './seal-event.js';

/** Something that happened, as it is remembered. */
export interface StoredEvent extends SealedEvent {
  readonly serial: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Which events are meant. */
export interface EventSpan {
  readonly tenant: Tenant;
  /** Included. @default the first that is remembered */
  readonly from?: number | undefined;
  /** Included. @default now */
  readonly to?: number | undefined;
  /** @default all */
  readonly types?: readonly string[] | undefined;
}

/** What happened, for a while. */
export interface EventStore {
  keep(tenant: Tenant, event: SealedEvent): void;
  /** The events of a tenant, the oldest first. */
  find(span: EventSpan): readonly StoredEvent[];
  /** Forgets what happened to a consumer or a member. */
  forget(tenant: Tenant, personId: string): void;
}

/** How many events of a tenant are remembered; the oldest are forgotten first. */
const mostEvents = 10_000;
const dayMs = 86_400_000;

/** Makes an empty store. */
export function createEventStore(context: MockContext): EventStore {
  const { clock } = context;
  const byTenant = new Map<string, StoredEvent[]>();
  let serial = 0;
  const of = (tenant: Tenant): StoredEvent[] => {
    const longestMs = context.use(createDataSettings).of(tenant).webhookEventDays * dayMs;
    const kept = (byTenant.get(tenantKey(tenant)) ?? []).filter(({ at }) => clock.now() - at <= longestMs);
    byTenant.set(tenantKey(tenant), kept);
    return kept;
  };
  return {
    keep(tenant, event) {
      const events = byTenant.get(tenantKey(tenant)) ?? [];
      byTenant.set(tenantKey(tenant), events);
      events.push({ ...event, serial: (serial += 1), at: clock.now() });
      if (events.length > mostEvents) events.shift();
    },
    find: ({ tenant, from = -Infinity, to = Infinity, types }) =>
      of(tenant).filter(({ at, type }) => at >= from && at <= to && (types?.includes(type) ?? true)),
    forget(tenant, personId) {
      byTenant.set(
        tenantKey(tenant),
        of(tenant).filter((event) => !isAbout(event, personId)),
      );
    },
  };
}

/** Tells whether an event would tell of somebody who is to be forgotten. That a consumer is, is told all the same. */
export function isAbout({ type, personId }: SealedEvent, erased: string): boolean {
  return personId === erased && type !== 'consumer.deleted';
}
