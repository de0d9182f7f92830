import type { ConsumerData, ConsumerId } from '@fanfare/contract';
import type { ExportFormat } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { createTable, type RowOf } from '../state/table.js';
import type { Tenant } from '../tenant.js';
import { consumerDataOf } from './consumer-data.js';

/** What is kept of an export. Times are milliseconds since the epoch. */
export interface ConsumerExportFields {
  readonly consumerId: ConsumerId;
  readonly format: ExportFormat;
  readonly status: 'PENDING' | 'PROCESSING' | 'COMPLETED';
  readonly completedAt: number | null;
  readonly data: ConsumerData | null;
}

/** A stored export. */
export type ConsumerExportRow = RowOf<ConsumerExportFields>;

/** Whose export is meant, and which. */
export interface ExportKey {
  readonly tenant: Tenant;
  readonly consumerId: string;
  readonly exportId: string;
}

/** The exports of all consumers. */
export interface ConsumerExports {
  start(consumer: Consumer, wish: { readonly format: ExportFormat; readonly by: string }): ConsumerExportRow;
  find(key: ExportKey): ConsumerExportRow | undefined;
  /** An export that somebody asked for and that is not complete. */
  underWay(consumer: Consumer, by: string): ConsumerExportRow | undefined;
  /** Deletes every export of a consumer. */
  forget(consumer: Pick<Consumer, 'tenant' | 'id'>): void;
}

/** How long an export waits for its turn, and how long it takes. */
const waitMs = 1_000;
const workMs = 1_000;
/** How long a complete export can be read. */
export const exportLifeMs: number = 86_400_000;

/** Makes the exports of a platform; they take their time on its clock. */
export function createConsumerExports(context: MockContext): ConsumerExports {
  const { clock } = context;
  const table = createTable<ConsumerExportFields>(context, 'cexp');
  const isThere = (row: ConsumerExportRow): boolean => table.find(row.tenant, row.id) !== undefined;
  const of = ({ tenant, id }: Pick<Consumer, 'tenant' | 'id'>): readonly ConsumerExportRow[] =>
    table
      .all(tenant)
      .filter(({ consumerId }) => context.use(createConsumers).find(tenant, consumerId)?.id === id);

  function finish(row: ConsumerExportRow): void {
    const consumer = context.use(createConsumers).find(row.tenant, row.consumerId);
    if (!isThere(row) || consumer === undefined) return table.remove(row);
    Object.assign(row, {
      status: 'COMPLETED',
      completedAt: clock.now(),
      data: consumerDataOf(context, consumer),
    } satisfies Partial<ConsumerExportFields>);
    clock.schedule(clock.now() + exportLifeMs, () => table.remove(row));
  }

  return {
    start({ tenant, id: consumerId }, { format, by }) {
      const begun = { consumerId, format, status: 'PENDING', completedAt: null, data: null } as const;
      const row = table.insert(tenant, begun, { by });
      clock.schedule(row.createdAt + waitMs, () => void (row.status = 'PROCESSING'));
      clock.schedule(row.createdAt + waitMs + workMs, () => finish(row));
      return row;
    },
    find({ tenant, consumerId, exportId }) {
      const consumer = context.use(createConsumers).find(tenant, consumerId);
      return consumer && of(consumer).find(({ id }) => id === exportId);
    },
    underWay: (consumer, by) =>
      of(consumer).find(({ status, createdBy }) => status !== 'COMPLETED' && createdBy === by),
    forget(consumer) {
      for (const row of of(consumer)) {
        row.data = null;
        table.remove(row);
      }
    },
  };
}
