import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createAddressIndex } from './address-index.js';
import { consumerCreated, consumerUpdated } from './consumer-events.js';
import {
  addressesOf,
  type Consumer,
  type ConsumerPatch,
  type ConsumerSource,
  type ProfileFields,
} from './consumer-row.js';
import { createOwners } from './owners.js';

export type { Consumer, ProfileFields } from './consumer-row.js';

/** What is known of a new consumer. */
export interface NewConsumer {
  readonly tenant: Tenant;
  readonly source: ConsumerSource;
  readonly fields?: ConsumerPatch;
  /** @default the source */
  readonly by?: string;
}

/** The consumers of all tenants. */
export interface Consumers {
  create(consumer: NewConsumer): Consumer;
  /** Finds a consumer by id, also by the id they had before they were joined with another one. */
  find(tenant: Tenant, id: string): Consumer | undefined;
  /** Finds whoever proved that an address is theirs, or whom the merchant wrote it down for. */
  findByAddress(tenant: Tenant, address: string): Consumer | undefined;
  /** Finds whose e-mail address it is, proven or only claimed. */
  findByEmail(tenant: Tenant, email: string): Consumer | undefined;
  /** Notes that an address is a consumer's own: it finds them from now on. */
  prove(consumer: Consumer, address: string): void;
  /** Notes that a consumer has signed in. */
  noteLogin(consumer: Consumer): void;
  /** Fills the profile fields that are still empty. */
  fill(consumer: Consumer, fields: ProfileFields): void;
  /** Writes what a merchant says; what is `undefined` stays. Addresses find the consumer from now on. */
  update(consumer: Consumer, change: { readonly patch: ConsumerPatch; readonly by: string }): void;
  /** Joins a guest with the consumer that they turned out to be. */
  merge(from: Consumer, to: Consumer): void;
  /** Puts a consumer away: their addresses find nobody any more. */
  archive(consumer: Consumer, by: string): void;
  /** The addresses of those who were put away since a time, in milliseconds, and are not forgotten yet. */
  addressesOfLeavers(tenant: Tenant, since: number): ReadonlySet<string>;
  /** Forgets a consumer for good. */
  remove(consumer: Consumer): void;
  /** A tenant's consumers that are not archived, the oldest first. */
  all(tenant: Tenant): readonly Consumer[];
  /** A number that is different after every change of a tenant's consumers. */
  revision(tenant: Tenant): number;
}

/** Makes an empty set of consumers. */
export function createConsumers(context: MockContext): Consumers {
  const byTenant = new Map<string, Map<string, Consumer>>();
  const joined = new Map<string, ConsumerId>();
  const owners = createAddressIndex<Consumer>();
  const mailboxes = createAddressIndex<Consumer>();
  const revisions = new Map<string, number>();
  let serial = 0;
  const revision = (tenant: Tenant): number => revisions.get(tenantKey(tenant)) ?? 0;
  const noteChange = (tenant: Tenant): void => void revisions.set(tenantKey(tenant), revision(tenant) + 1);
  const of = (tenant: Tenant): Map<string, Consumer> => {
    const key = tenantKey(tenant);
    const known = byTenant.get(key) ?? new Map<string, Consumer>();
    byTenant.set(key, known);
    return known;
  };

  function find(tenant: Tenant, id: string): Consumer | undefined {
    const consumer = of(tenant).get(id);
    const next = joined.get(`${tenantKey(tenant)}/${id}`);
    return consumer ?? (next === undefined ? undefined : find(tenant, next));
  }

  function insert({ tenant, source, fields = {}, by = source }: NewConsumer): Consumer {
    const { email, phone, fullName, metadata = {}, smsOptOut = false, status = 'ACTIVE' } = fields;
    const consumer: Consumer = {
      id: context.newId('cons'),
      tenant,
      serial: (serial += 1),
      createdAt: context.clock.now(),
      createdBy: by,
      archived: false,
      updatedAt: null,
      updatedBy: null,
      isGuest: source === 'guest',
      email,
      phone,
      fullName,
      metadata,
      smsOptOut,
      status,
      lastLoginAt: null,
      verified: new Set(),
    };
    if (email !== undefined) mailboxes.claim(consumer, email);
    of(tenant).set(consumer.id, consumer);
    context.use(createOwners).note(consumer.id, tenant);
    noteChange(tenant);
    return consumer;
  }

  function change(consumer: Consumer, { patch, by }: { patch: ConsumerPatch; by: string }): void {
    const current: Readonly<Record<string, unknown>> = { ...consumer };
    const changed = Object.entries(patch).filter(
      ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(current[name]),
    );
    if (changed.length === 0) return;
    if (patch.email !== undefined) mailboxes.claim(consumer, patch.email);
    Object.assign(consumer, Object.fromEntries(changed), {
      updatedAt: context.clock.now(),
      updatedBy: by,
    });
    noteChange(consumer.tenant);
    context.publish(
      consumerUpdated(
        consumer,
        changed.map(([name]) => name),
      ),
    );
  }

  return {
    create(made) {
      const consumer = insert(made);
      // What a merchant writes down finds the consumer; what an identity provider claims never does.
      if (made.source === 'admin' || made.source === 'import') {
        for (const address of addressesOf(consumer)) owners.claim(consumer, address);
      }
      context.publish(consumerCreated(consumer, made.source));
      return consumer;
    },
    find,
    findByAddress: (tenant, address) => owners.find(tenant, address),
    findByEmail: (tenant, email) => owners.find(tenant, email) ?? mailboxes.find(tenant, email),
    prove(consumer, address) {
      consumer.verified.add(address);
      owners.assign(consumer, address);
      noteChange(consumer.tenant);
    },
    noteLogin(consumer) {
      consumer.lastLoginAt = context.clock.now();
      noteChange(consumer.tenant);
    },
    fill(consumer, fields) {
      const missing = (['email', 'phone', 'fullName'] as const).filter(
        (name) => consumer[name] === undefined,
      );
      const patch = Object.fromEntries(missing.map((name) => [name, fields[name]]));
      change(consumer, { patch, by: 'consumer' });
    },
    update(consumer, { patch, by }) {
      for (const name of ['email', 'phone'] as const) {
        const [old, next] = [consumer[name], patch[name]];
        if (next === undefined || next === old) continue;
        if (old !== undefined) {
          owners.release(consumer, old);
          mailboxes.release(consumer, old);
          consumer.verified.delete(old);
        }
        owners.claim(consumer, next);
      }
      change(consumer, { patch, by });
    },
    merge(from, to) {
      const { tenant } = to;
      of(tenant).delete(from.id);
      noteChange(tenant);
      joined.set(`${tenantKey(tenant)}/${from.id}`, to.id);
      for (const address of addressesOf(from)) {
        owners.release(from, address);
        mailboxes.release(from, address);
      }
      context.mergeConsumers({ tenant, from: from.id, to: to.id });
    },
    archive(consumer, by) {
      for (const address of addressesOf(consumer)) {
        owners.release(consumer, address);
        mailboxes.release(consumer, address);
      }
      Object.assign(consumer, { archived: true, updatedAt: context.clock.now(), updatedBy: by });
      noteChange(consumer.tenant);
      context.publish(consumerUpdated(consumer, ['archived']));
    },
    addressesOfLeavers(tenant, since) {
      const leavers = [...of(tenant).values()].filter(
        ({ archived, updatedAt }) => archived && (updatedAt ?? 0) >= since,
      );
      return new Set(leavers.flatMap(addressesOf));
    },
    remove: (consumer) => void of(consumer.tenant).delete(consumer.id),
    revision,
    all: (tenant) => [...of(tenant).values()].filter(({ archived }) => !archived),
  };
}
