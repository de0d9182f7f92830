import type { Operation } from '@fanfare/contract/operations';
import type { FanfareServer } from '@fanfare/node';
import type { SampleCall } from './admin-rows.js';

type Method = (...given: unknown[]) => unknown;

/** Calls the generated method of a row with sample arguments; of a list, it reads the first page. */
export async function callAdmin(
  fanfare: FanfareServer,
  { row, sample }: { readonly row: Operation; readonly sample: SampleCall },
): Promise<unknown> {
  return settle(methodOf(fanfare, row.id)(...argumentsFor(row, sample)));
}

/** Finds a method by the id of its row: `admin.products.variants.list`. */
function methodOf(fanfare: FanfareServer, id: string): Method {
  return id
    .split('.')
    .reduce<unknown>((value, name) => Reflect.get(value as object, name), fanfare) as Method; // the type check of the package says so
}

/** The arguments of a method by its rule: ids alone or as one object, then body or query, then options. */
function argumentsFor({ body, query }: Operation, sample: SampleCall): unknown[] {
  const ids = Object.values(sample.params ?? {});
  return [
    ...(ids.length === 1 ? ids : ids.length > 1 ? [sample.params] : []),
    ...(body !== undefined ? [sample.body] : query !== undefined ? [sample.query] : []),
  ];
}

async function settle(result: unknown): Promise<unknown> {
  const list = result as { pages?: () => AsyncIterable<unknown> };
  if (list.pages === undefined) return result;
  for await (const page of list.pages()) return page; // the first is all that is asked for
  return undefined;
}
