import type { PublishedEvent } from '../context.js';
import type { Consumer, ConsumerSource } from './consumer-row.js';
import { isoTime } from './iso-time.js';

/** Tells of a new consumer. */
export function consumerCreated(consumer: Consumer, source: ConsumerSource): PublishedEvent {
  return {
    ...consumer.tenant,
    type: 'consumer.created',
    data: {
      consumerId: consumer.id,
      email: consumer.email ?? null,
      phone: consumer.phone ?? null,
      fullName: consumer.fullName ?? null,
      createdAt: isoTime(consumer.createdAt),
      source,
    },
  };
}

/** Tells what is different about a consumer. */
export function consumerUpdated(consumer: Consumer, changedFields: readonly string[]): PublishedEvent {
  return {
    ...consumer.tenant,
    type: 'consumer.updated',
    data: {
      consumerId: consumer.id,
      updatedAt: isoTime(consumer.updatedAt ?? consumer.createdAt),
      changedFields: [...changedFields],
    },
  };
}
