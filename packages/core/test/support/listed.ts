import type { Page } from '@fanfare/contract';
import { createPages, type Pages } from '../../src/paging/create-pages.js';

/** How a list of a test behaves. */
export interface ListedOptions {
  /** How many items a page has; several take turns. @default 10 */
  readonly size?: number | readonly number[];
  readonly after?: string;
  readonly single?: boolean;
  /** The calls that fail, counted from 1. */
  readonly failures?: readonly number[];
  /** Runs before every call: what happens to the list meanwhile. */
  readonly meanwhile?: (items: string[]) => void;
}

/** A list whose cursors name the item they stand behind, so that they survive inserts. */
export interface Listed {
  readonly pages: Pages<string>;
  /** The cursors that were asked for. */
  readonly asked: (string | undefined)[];
}

export function listOf(given: readonly string[], options: ListedOptions = {}): Listed {
  const { size: sizes = 10, failures = [], meanwhile, after, single } = options;
  const items = [...given];
  const asked: (string | undefined)[] = [];
  const load = async (cursor: string | undefined): Promise<Page<string>> => {
    asked.push(cursor);
    meanwhile?.(items);
    const size = typeof sizes === 'number' ? sizes : (sizes[asked.length % sizes.length] ?? 1);
    if (failures.includes(asked.length)) throw new Error(`call ${asked.length} failed`);
    const from = cursor === undefined ? 0 : items.indexOf(cursor.replace('after ', '')) + 1;
    const data = items.slice(from, from + size);
    const more = from + size < items.length;
    return { data, pageInfo: { startCursor: null, endCursor: more ? `after ${data.at(-1)}` : null } };
  };
  return { pages: createPages({ name: 'things.list', after, single, load }), asked };
}
