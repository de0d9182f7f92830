import type { CreateConsumer, CreateConsumersResult } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { MockRefusal } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import type { Tenant } from '../tenant.js';
import { patchOf } from './write-consumer.js';

/** What is created, and for whom. */
export interface ConsumerBatch {
  readonly tenant: Tenant;
  readonly rows: readonly CreateConsumer[];
  readonly by: string;
}

/** Creates consumers row by row; tells of each what became of it. */
export function createBatch(
  context: MockContext,
  { tenant, rows, by }: ConsumerBatch,
): CreateConsumersResult {
  const results = rows.map((body, index): CreateConsumersResult['results'][number] => {
    try {
      const fields = patchOf(context, { tenant, body });
      const { id } = context.use(createConsumers).create({ tenant, source: 'admin', fields, by });
      return { index, status: 'created', consumerId: id };
    } catch (error) {
      if (!(error instanceof MockRefusal)) throw error;
      return { index, status: 'failed', error: { code: error.code, message: error.message } };
    }
  });
  const created = results.filter(({ status }) => status === 'created').length;
  return { results, created, failed: results.length - created };
}
