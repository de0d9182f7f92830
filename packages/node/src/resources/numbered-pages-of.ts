import type { OperationId, OperationQuery, OperationResponse } from '@fanfare/contract/operations';
import { createPages, type Pages } from '@fanfare/core/base';
import type { Operate } from './operate.js';
import type { PagesInput } from './pages-of.js';

/** An answer whose pages have numbers. */
interface Numbered {
  readonly pagination: { readonly page: number; readonly totalPages: number };
}

/** The lists that an answer has pages of, by name. */
export type NumberedLists<Id extends OperationId> = {
  [
    Name in keyof OperationResponse<Id> as OperationResponse<Id>[Name] extends readonly unknown[]
      ? Name
      : never
  ]: OperationResponse<Id>[Name] extends readonly (infer Item)[] ? Item : never;
};

/** A call of an operation that answers in numbered pages. */
export interface NumberedPagesInput<
  Id extends OperationId,
  Name extends keyof NumberedLists<Id>,
> extends PagesInput<Id> {
  /** The member of the answer that is the list. */
  readonly items: Name;
}

/**
 * Makes a lazy list of an operation that answers in numbered pages, from the page that is asked for on. The number of
 * a page is its cursor: the next one comes behind it.
 */
export function numberedPagesOf<Id extends OperationId, Name extends keyof NumberedLists<Id>>(
  operate: Operate,
  { id, items, ...input }: NumberedPagesInput<Id, Name>,
): Pages<NumberedLists<Id>[Name]> {
  // As in `pagesOf`: a copy, and what is no object is refused with the call.
  const query: unknown = typeof input.query === 'object' ? { ...input.query } : input.query;
  return createPages({
    name: id,
    async load(cursor) {
      const next = cursor === undefined ? query : { ...(query as object), page: Number(cursor) + 1 };
      const answer = await operate(id, { ...input, query: next as OperationQuery<Id> }); // checked by the call
      const { page, totalPages } = (answer as Numbered).pagination; // the generator looked for it in the row
      const number = String(page);
      return {
        data: (answer as Record<Name, unknown>)[items] as NumberedLists<Id>[Name][], // what the name stands for
        pageInfo: { startCursor: number, endCursor: page < totalPages ? number : null },
      };
    },
  });
}
