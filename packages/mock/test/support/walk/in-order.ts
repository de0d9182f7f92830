import { operationList, type Operation } from '@fanfare/contract/operations';

const takesAway = /\.(archive|remove|erase|cancel|leave|deny|logout|rotateSecretKey|revoke|revokeAll)$/;
const changes = /\.(update\w*|replace|reorder|assignOptions|reschedule|refund|adjust|roll|rollSecret)$/;

/** Says when a caller who wants to get far takes a call: to set up, to take part, to change, or to take away. */
function phaseOf({ id, service }: Operation): number {
  if (takesAway.test(id)) return 3;
  if (changes.test(id)) return 2;
  return service === 'admin' ? 0 : 1;
}

/** Every operation, in an order in which there is something for each to work on. */
export const operationsInOrder: readonly Operation[] = operationList.toSorted(
  (a, b) => phaseOf(a) - phaseOf(b),
);

/** Those of them that only add. */
export const addingOperations: readonly Operation[] = operationsInOrder.filter((row) => phaseOf(row) < 2);

/** What brings shoppers to grants, which are soon used up. */
const admitting = addingOperations.filter(({ id }) => /^\w+\.(route|enter|book|status|admit|bid)$/.test(id));

/** What may be done so that there is something again for an operation to work on: of its resource, and grants. */
export function helpersOf(operation: Operation): readonly Operation[] {
  const resource = resourceOf(operation);
  return [...addingOperations.filter((row) => resourceOf(row) === resource), ...admitting];
}

function resourceOf({ id }: Operation): string | undefined {
  return id.replace(/^admin\./, '').split('.')[0];
}
