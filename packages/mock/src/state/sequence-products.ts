import type { ProductId, SequenceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createTable, type RowOf, type Table } from './table.js';
import type { SequenceRow } from './experience-rows.js';

/** What is kept of a product that a sequence carries. */
export interface SequenceProductFields {
  readonly sequenceId: SequenceId;
  readonly productId: ProductId;
  /** How often it is picked compared with the others, where the platform picks. */
  readonly weight: number;
}

/** A stored product of a sequence. */
export type SequenceProductRow = RowOf<SequenceProductFields>;

/** What the sequences of all tenants carry. */
export interface SequenceProducts {
  readonly table: Table<SequenceProductFields>;
  /** Those of a sequence, in the order in which they were added; none means that nothing is filtered. */
  of(sequence: Pick<SequenceRow, 'tenant' | 'id'>): readonly SequenceProductRow[];
  find(sequence: Pick<SequenceRow, 'tenant' | 'id'>, productId: string): SequenceProductRow | undefined;
}

/** Makes an empty set of products of sequences. */
export function createSequenceProducts(context: MockContext): SequenceProducts {
  const table = createTable<SequenceProductFields>(context, 'seq_prod');
  const of: SequenceProducts['of'] = ({ tenant, id }) =>
    table.all(tenant).filter(({ sequenceId }) => sequenceId === id);
  return {
    table,
    of,
    find: (sequence, wanted) => of(sequence).find(({ productId }) => productId === wanted),
  };
}
