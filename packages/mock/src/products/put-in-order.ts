import { refuse } from '../refusal.js';
import { inOrder, renumber, type Placed } from '../state/positions.js';

/**
 * Puts things in the order in which their ids stand. Those that are not named follow as they stood: somebody may
 * have added one meanwhile.
 *
 * @throws {MockRefusal} `not_found` for an unknown id, `validation_error` where one is named twice.
 */
export function putInOrder<Item extends Placed & { readonly id: string }>(
  items: readonly Item[],
  ids: readonly string[],
): void {
  if (new Set(ids).size < ids.length) refuse('validation_error', 'One of the ids is named twice.');
  const byId = new Map(items.map((item) => [item.id, item]));
  const named = ids.map(
    (id) => byId.get(id) ?? refuse('not_found', 'There is nothing of this id to put in order.'),
  );
  const others = inOrder(items).filter(({ id }) => !ids.includes(id));
  renumber([...named, ...others]);
}
