import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** What variants may differ in, and in which order it is shown. */
export async function variantOptions({ server }: Stage): Promise<void> {
  const { variantOptions: all } = server.admin;
  await all.applyTemplates({ templates: ['material'] });
  const { id } = await all.create({ name: 'Sole', values: ['Hard'] });
  const order = (await all.list()).map((option) => option.id).toReversed();
  expect((await all.reorder({ variantOptionIds: order })).map((option) => option.id)).toEqual(order);
  await all.update(id, { name: 'Outsole' });

  const soft = await all.values.create(id, { value: 'Soft' });
  const same = await all.getOrCreateValue(id, { value: 'Soft' });
  expect(same.id).toBe(soft.id);
  const values = (await all.values.list(id)).map((value) => value.id).toReversed();
  await all.values.reorder(id, { valueIds: values });
  await all.values.update({ variantOptionId: id, valueId: soft.id }, { value: 'Very soft' });
  await all.values.archive({ variantOptionId: id, valueId: soft.id });
  expect(await all.get(id)).toMatchObject({ name: 'Outsole' });
  await all.archive(id);
}
