import type { Page } from '@fanfare/contract';
import type { OperationId, OperationQuery, OperationResponse } from '@fanfare/contract/operations';
import { createPages, type Pages } from '@fanfare/core/base';
import type { Operate, OperateInput } from './operate.js';

/** What the pages of an operation are made of. */
export type ItemOf<Id extends OperationId> =
  OperationResponse<Id> extends { data: readonly (infer Item)[] } ? Item : never;

/** A call of an operation that answers in pages. */
export interface PagesInput<Id extends OperationId> extends OperateInput<Id> {
  readonly id: Id;
}

interface PageQuery {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly last?: number | undefined;
}

/**
 * Makes a lazy list of an operation that answers in pages. The options of the call hold for every page; a page
 * that is read backwards is read alone.
 */
export function pagesOf<Id extends OperationId>(
  operate: Operate,
  { id, ...input }: PagesInput<Id>,
): Pages<ItemOf<Id>> {
  // A copy, so that what the caller does to it afterwards changes no page; what is no object is refused with the call.
  const query: unknown = typeof input.query === 'object' ? { ...input.query } : input.query;
  const { after, before, last } = (query ?? {}) as PageQuery; // checked by the call, unless it is none of these
  return createPages({
    name: id,
    after,
    single: before !== undefined || last !== undefined,
    async load(cursor) {
      const next = cursor === undefined ? query : { ...(query as object), after: cursor };
      const page = await operate(id, { ...input, query: next as OperationQuery<Id> }); // checked by the call
      return page as Page<ItemOf<Id>>; // what `ItemOf` says
    },
  });
}
