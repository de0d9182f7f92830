import { refuse } from '../refusal.js';
import { renumber, type Placed } from '../state/positions.js';

/**
 * Puts things in the order in which their ids stand.
 *
 * @throws {MockRefusal} `not_found` for an unknown id, `validation_error` where not each of them is named once.
 */
export function putInOrder<Item extends Placed & { readonly id: string }>(
  items: readonly Item[],
  ids: readonly string[],
): void {
  const byId = new Map(items.map((item) => [item.id, item]));
  const ordered = ids.map(
    (id) => byId.get(id) ?? refuse('not_found', 'There is no such thing to put in order.'),
  );
  if (new Set(ordered).size !== items.length || ordered.length !== items.length) {
    refuse('validation_error', 'Each must be named once: those that are not named have no place.');
  }
  renumber(ordered);
}
