import { operationList, type Operation } from '@fanfare/contract/operations';

const takesAway =
  /\.(archive|remove|erase|cancel|leave|deny|logout|rotateSecretKey|revoke|revokeAll|resetMfa)$/;
const changes = /\.(update\w*|replace|reorder|assignOptions|reschedule|refund|adjust|roll|rollSecret)$/;

/**
 * Says when a caller who wants to get far takes a call: to set up, to take part, to give back; a merchant's changes,
 * removals and archivings come last, for they may keep everybody out.
 */
function phaseOf({ id, service }: Operation): number {
  const isSetUp = service === 'admin';
  if (takesAway.test(id)) return isSetUp ? 5 + Number(id.endsWith('.archive')) : 3;
  if (changes.test(id)) return isSetUp ? 4 : 2;
  return isSetUp ? 0 : 1;
}

/** Every operation, in an order in which there is something for each to work on. */
export const operationsInOrder: readonly Operation[] = operationList.toSorted(
  (a, b) => phaseOf(a) - phaseOf(b),
);

/** Those of them that only add. */
export const addingOperations: readonly Operation[] = operationsInOrder.filter((row) => phaseOf(row) < 2);

/** What brings shoppers to grants, which are soon used up. */
const admitting = addingOperations.filter(({ id }) => /^\w+\.(route|enter|book|status|admit|bid)$/.test(id));

/** What may be done so that there is something again for an operation to work on: its own group above all, and grants. */
export function helpersOf(operation: Operation): readonly Operation[] {
  const near = addingOperations.filter((row) => groupOf(row) === groupOf(operation));
  const around = addingOperations.filter((row) => resourceOf(row) === resourceOf(operation));
  return [...around, ...admitting, ...near];
}

function groupOf({ id }: Operation): string {
  return id.slice(0, id.lastIndexOf('.'));
}

function resourceOf({ id }: Operation): string | undefined {
  return id.replace(/^admin\./, '').split('.')[0];
}
