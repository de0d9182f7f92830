import type { ListDistributions } from '@fanfare/contract/admin';
import type { PageInfo } from '@fanfare/contract';
import type { MockContext } from '../../context.js';
import type { DistributionFields, DistributionRow } from '../../distributions/distribution-rows.js';
import { createDistributions } from '../../distributions/distributions.js';
import type { Room } from '../../distributions/room.js';
import { isTimeZone } from '../../mechanisms/local-offset.js';
import { refuse } from '../../refusal.js';
import { createExperienceTree } from '../../state/experience-tree.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import type { Patch } from '../../state/table.js';
import { withDefaults } from '../../state/with-defaults.js';
import type { Tenant } from '../../tenant.js';
import { guardUnchanged } from './guard-unchanged.js';

/** What a list of distributions is made from. */
export interface DistributionList<Row extends DistributionRow, Shown> {
  readonly tenant: Tenant;
  readonly rows: readonly Row[];
  readonly query: ListDistributions;
  readonly show: (row: Row) => Shown;
}

/** Reads a page of distributions. */
export function pageOfDistributions<Row extends DistributionRow, Shown>(
  context: MockContext,
  { tenant, rows, query, show }: DistributionList<Row, Shown>,
): { data: Shown[]; pageInfo: PageInfo } {
  const { sequenceId, search } = query;
  const wanted = rows.filter(
    (row) =>
      (sequenceId ?? row.sequenceId) === row.sequenceId &&
      (search === undefined || row.name.toLowerCase().includes(search.toLowerCase())),
  );
  const { data, pageInfo } = pageOfRows(wanted, {
    query,
    sortKeys,
    cursors: context.use(createCursors).of(tenant),
  });
  return { data: data.map(show), pageInfo };
}

const sortKeys = {
  createdAt: (row: DistributionRow) => row.createdAt,
  name: (row: DistributionRow) => row.name,
  openAt: (row: DistributionRow) => row.openAt,
};

/** @throws {MockRefusal} `not_found` where a distribution is to belong to a sequence that is not there. */
export function guardSequence(
  context: MockContext,
  { tenant, sequenceId }: { tenant: Tenant; sequenceId: string | undefined },
): void {
  if (sequenceId === undefined || context.use(createExperienceTree).sequences.live(tenant, sequenceId))
    return;
  refuse('not_found', 'There is no such sequence.');
}

/**
 * Lets through what may be changed about a distribution.
 *
 * @throws {MockRefusal} `conflict` where it is over, or what changes had its effect, `not_found` for an unknown sequence, `validation_error` for times
 *   that are not in order.
 */
export function guardEdit(
  context: MockContext,
  {
    room,
    patch,
  }: { room: Room; patch: Patch<Pick<DistributionFields, 'sequenceId' | 'openAt' | 'closeAt' | 'timeZone'>> },
): void {
  if (room.row.archived || room.core.lifecycle === 'closed') {
    refuse('conflict', 'The distribution is over and cannot be changed.', {
      documented: 'Cannot update closed distribution',
    });
  }
  guardSequence(context, { tenant: room.tenant, sequenceId: patch.sequenceId });
  guardMove(context, { room, sequenceId: patch.sequenceId });
  guardUnchanged(room.row, { patch, names: pastTimes(context, room) });
  const { openAt, closeAt, timeZone } = room.row;
  const changed = { openAt: patch.openAt, closeAt: patch.closeAt, timeZone: patch.timeZone };
  guardTimes(withDefaults({ openAt, closeAt, timeZone }, changed));
}

/** The times that had their effect: that of the opening, once somebody came in. */
function pastTimes(context: MockContext, room: Room): readonly ('openAt' | 'closeAt')[] {
  if (room.core.lifecycle === 'settling') return ['openAt', 'closeAt'];
  const hasOpened = room.core.lifecycle === 'open' && context.use(createDistributions).isTaken(room);
  return hasOpened ? ['openAt'] : [];
}

/** @throws {MockRefusal} `conflict` where those who take part would find themselves in another experience. */
function guardMove(
  context: MockContext,
  { room, sequenceId }: { readonly room: Room; readonly sequenceId: string | undefined },
): void {
  if (sequenceId === undefined) return;
  const target = context.use(createExperienceTree).experienceOf(room.tenant, sequenceId);
  if (target?.id === room.whereabouts().experienceId) return;
  if (!context.use(createDistributions).isTaken(room)) return;
  refuse('conflict', 'Somebody takes part in the distribution; it stays in its experience.');
}

/** @throws {MockRefusal} `validation_error` for an unknown time zone, and where a distribution would close before it opens. */
export function guardTimes({
  openAt,
  closeAt,
  timeZone,
}: {
  readonly openAt?: string | null | undefined;
  readonly closeAt?: string | null | undefined;
  readonly timeZone?: string | undefined;
}): void {
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    refuse('validation_error', '"timeZone" must be an IANA name such as Europe/Berlin.');
  }
  if (openAt == null || closeAt == null || Date.parse(openAt) < Date.parse(closeAt)) return;
  refuse('validation_error', 'A distribution must open before it closes.');
}
