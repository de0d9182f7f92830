import { expect } from 'vitest';

/** What all resources of a merchant have in common, as the Node SDK has it. */
export interface Tended<Entity extends { readonly id: string; readonly archived: boolean }, Change, Query> {
  list(query?: Query): { toArray(options: { readonly limit: number }): Promise<readonly Entity[]> };
  get(id: Entity['id']): Promise<Entity>;
  update(id: Entity['id'], change: Change): Promise<Entity>;
  archive(id: Entity['id']): Promise<Entity>;
}

/** Looks for a thing in a list, a page per element; reads, changes and archives it, and looks again. */
export async function tend<Entity extends { readonly id: string; readonly archived: boolean }, Change, Query>(
  resource: Tended<Entity, Change, Query>,
  { id, query, change }: { readonly id: Entity['id']; readonly query?: Query; readonly change: Change },
): Promise<void> {
  const idsOf = async (): Promise<readonly string[]> =>
    (await resource.list({ first: 1, ...query } as Query).toArray({ limit: 100 })).map((entity) => entity.id); // every list has pages
  expect(await idsOf()).toContain(id);
  expect(await resource.get(id)).toMatchObject({ id, archived: false });
  expect(await resource.update(id, change)).toMatchObject(change as object); // fields of the thing
  expect(await resource.archive(id)).toMatchObject({ id, archived: true });
  expect(await idsOf()).not.toContain(id);
}
