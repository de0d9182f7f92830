import * as z from 'zod/mini';
import { text } from './shapes.js';

const pageSize = z.optional(z.int().check(z.minimum(1), z.maximum(100)));
const cursor = z.optional(text(1, 512));

/** What every list of the Admin service takes: a page is read forwards (`first`, `after`) or backwards (`last`, `before`). */
export const pageQuery = {
  first: pageSize,
  last: pageSize,
  after: cursor,
  before: cursor,
  sortDir: z.optional(z.enum(['asc', 'desc'])),
};

/** Where a page begins and ends; `null` where it is empty. An `endCursor` of `null` is the end of the list. */
export const pageInfoSchema = z.object({
  startCursor: z.nullable(z.string()),
  endCursor: z.nullable(z.string()),
});

/** A page of a list. */
export function pageOf<Item extends z.ZodMiniType>(
  item: Item,
): z.ZodMiniObject<{ data: z.ZodMiniArray<Item>; pageInfo: typeof pageInfoSchema }> {
  return z.object({ data: z.array(item), pageInfo: pageInfoSchema });
}

/** A page of a list. */
export interface Page<Item> {
  readonly data: Item[];
  readonly pageInfo: PageInfo;
}
/** Where a page begins and ends. */
export interface PageInfo extends z.infer<typeof pageInfoSchema> {}
