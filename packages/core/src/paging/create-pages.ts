import type { Page } from '@fanfare/contract';
import { OptionsError } from '../errors/error-classes.js';
import { checkOptions } from '../options/check-options.js';
import { describeType } from '../options/describe-type.js';
import { resumable } from './resumable.js';
import { walkPages, type PagedList } from './walk-pages.js';

/** How much of a list to load. */
export interface ToArrayOptions {
  /** How many items at most, so that nobody loads a million of them by accident. */
  readonly limit: number;
}

/**
 * A list that loads while it is iterated, page by page. Iterating it again starts afresh. Where a page fails, `next`
 * throws, and calling it again asks for the same page again: no item is lost, none comes twice.
 */
export interface Pages<Item> extends AsyncIterable<Item> {
  [Symbol.asyncIterator](): AsyncIterableIterator<Item>;
  /** Iterates over whole pages, with their cursors; empty ones end the list and are not among them. */
  pages(): AsyncIterableIterator<Page<Item>>;
  /**
   * Loads the first `limit` items, with as many calls as that takes.
   *
   * @throws OptionsError `invalid_options`; what a call of the list throws
   */
  toArray(options: ToArrayOptions): Promise<Item[]>;
}

/**
 * Makes a lazy list. Nothing is loaded before it is iterated.
 *
 * @throws ResponseError `invalid_response`, while iterating, where a cursor comes a second time.
 * @example
 * ```ts
 * import { createPages } from '@fanfare/core/base';
 *
 * const letters = createPages({
 *   name: 'letters',
 *   load: async (after) => ({ data: after === undefined ? ['a'] : ['b'], pageInfo: { startCursor: null, endCursor: after === undefined ? '1' : null } }),
 * });
 * for await (const letter of letters) console.log(letter); // a, b
 * ```
 */
export function createPages<Item>(list: PagedList<Item>): Pages<Item> {
  return {
    [Symbol.asyncIterator]: () => walkItems(walkPages(list)),
    pages: () => walkPages(list),
    async toArray(options) {
      const limit = checkLimit(list.name, options);
      const items: Item[] = [];
      for await (const { data } of walkPages(list)) {
        items.push(...data.slice(0, limit - items.length));
        if (items.length >= limit) break; // before another page is asked for
      }
      return items;
    },
  };
}

function walkItems<Item>(pages: AsyncIterator<Page<Item>>): AsyncIterableIterator<Item> {
  let ready: Iterator<Item, undefined> | undefined;
  return resumable(async () => {
    for (;;) {
      const item = ready?.next();
      if (item?.done === false) return item;
      const page = await pages.next();
      if (page.done) return { done: true, value: undefined };
      ready = page.value.data.values();
    }
  });
}

function checkLimit(name: string, options: ToArrayOptions): number {
  const what = `${name}(…).toArray`;
  checkOptions(options, ['limit'], what);
  const { limit } = options;
  if (Number.isSafeInteger(limit) && limit >= 1) return limit;
  const got = typeof limit === 'number' ? String(limit) : describeType(limit);
  throw new OptionsError(`${what} needs a limit: a whole number from 1 up, not ${got}.`);
}
