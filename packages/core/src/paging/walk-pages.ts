import type { Page } from '@fanfare/contract';
import { ResponseError } from '../errors/error-classes.js';
import { resumable } from './resumable.js';

/** A list that is read page by page. */
export interface PagedList<Item> {
  /** What its caller called, for messages. */
  readonly name: string;
  /** Where the first page begins. @default at the beginning */
  readonly after?: string | undefined;
  /** Read one page and no more, as a page that is read backwards. @default `false` */
  readonly single?: boolean | undefined;
  /** Reads the page behind a cursor. */
  load(after: string | undefined): Promise<Page<Item>>;
}

/** Walks through the pages of a list. A page that failed is asked for again by the next `next`. */
export function walkPages<Item>(list: PagedList<Item>): AsyncIterableIterator<Page<Item>> {
  let after = list.after;
  let over = false;
  const passed = new Set([after]);
  return resumable(async () => {
    if (over) return { done: true, value: undefined };
    const page = await list.load(after);
    const { endCursor } = page.pageInfo;
    if (page.data.length === 0) return { done: true, value: undefined };
    // Before its items are handed out: they would come twice, and then for ever.
    if (endCursor !== null && passed.has(endCursor)) throw repeated(list.name);
    passed.add((after = endCursor ?? undefined));
    over = endCursor === null || list.single === true;
    return { done: false, value: page };
  });
}

function repeated(name: string): ResponseError {
  return new ResponseError(
    `${name} was answered with a cursor that it had given before; going on would read the same pages for ever.`,
    { code: 'invalid_response' },
  );
}
