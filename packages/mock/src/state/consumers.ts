import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** A shopper, guest or signed in. */
export interface Consumer {
  readonly id: ConsumerId;
  readonly tenant: Tenant;
  readonly createdAt: number;
  isGuest: boolean;
  email?: string;
  phone?: string;
  fullName?: string;
  /** Proven by a one-time code; only a proven address finds its consumer again. */
  readonly verified: Set<string>;
}

/** How a consumer came to be. */
export type ConsumerSource = 'guest' | 'otp' | 'external';

/** What is known of a new consumer. */
export interface NewConsumer {
  readonly tenant: Tenant;
  readonly source: ConsumerSource;
  readonly fields?: ProfileFields;
}

/** The profile fields that can be filled in later. */
export type ProfileFields = Pick<Consumer, 'email' | 'phone' | 'fullName'>;

/** The consumers of all tenants. */
export interface Consumers {
  create(consumer: NewConsumer): Consumer;
  /** Finds a consumer by id, also by the id they had before they were joined with another one. */
  find(tenant: Tenant, id: string): Consumer | undefined;
  findByAddress(tenant: Tenant, address: string): Consumer | undefined;
  /** Fills the profile fields that are still empty. */
  fill(consumer: Consumer, fields: ProfileFields): void;
  /** Joins a guest with the consumer that they turned out to be. */
  merge(from: Consumer, to: Consumer): void;
  all(tenant: Tenant): readonly Consumer[];
}

/** Makes an empty set of consumers. */
export function createConsumers(context: MockContext): Consumers {
  const byTenant = new Map<string, Map<string, Consumer>>();
  const of = (tenant: Tenant): Map<string, Consumer> => {
    const key = tenantKey(tenant);
    const known = byTenant.get(key) ?? new Map<string, Consumer>();
    byTenant.set(key, known);
    return known;
  };
  const all = (tenant: Tenant): readonly Consumer[] =>
    [...of(tenant)].filter(([id, consumer]) => id === consumer.id).map(([, consumer]) => consumer);

  return {
    all,
    create({ tenant, source, fields = {} }) {
      const createdAt = context.clock.now();
      const consumer: Consumer = {
        id: context.newId('cons'),
        tenant,
        createdAt,
        isGuest: source === 'guest',
        verified: new Set(),
        ...fields,
      };
      of(tenant).set(consumer.id, consumer);
      context.publish({
        ...tenant,
        type: 'consumer.created',
        data: {
          consumerId: consumer.id,
          email: consumer.email ?? null,
          phone: consumer.phone ?? null,
          fullName: consumer.fullName ?? null,
          createdAt: new Date(createdAt).toISOString(),
          source,
        },
      });
      return consumer;
    },
    find: (tenant, id) => of(tenant).get(id),
    findByAddress: (tenant, address) => all(tenant).find((consumer) => consumer.verified.has(address)),
    fill(consumer, fields) {
      const changedFields = (['email', 'phone', 'fullName'] as const).filter(
        (name) => consumer[name] === undefined && fields[name] !== undefined,
      );
      if (changedFields.length === 0) return;
      Object.assign(consumer, Object.fromEntries(changedFields.map((name) => [name, fields[name]])));
      const updatedAt = new Date(context.clock.now()).toISOString();
      const data = { consumerId: consumer.id, updatedAt, changedFields };
      context.publish({ ...consumer.tenant, type: 'consumer.updated', data });
    },
    merge(from, to) {
      const known = of(to.tenant);
      for (const [id, consumer] of known) if (consumer === from) known.set(id, to);
      context.mergeConsumers({ tenant: to.tenant, from: from.id, to: to.id });
    },
  };
}
