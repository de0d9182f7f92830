import type { CreateExperienceSequence } from '@fanfare/contract/admin';
import type { Mechanism, SequenceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { MechanismFields } from '../distributions/distribution-rows.js';
import { createDistributions } from '../distributions/distributions.js';
import { draftAppointment } from '../routes/admin/draft-appointment.js';
import { draftAuction } from '../routes/admin/draft-auction.js';
import { draftDraw } from '../routes/admin/draft-draw.js';
import { draftQueue } from '../routes/admin/draft-queue.js';
import { draftTimedRelease } from '../routes/admin/draft-timed-release.js';
import type { Tenant } from '../tenant.js';

/** Where planned distributions are created in the end. */
export interface Place {
  readonly tenant: Tenant;
  readonly sequenceId: SequenceId;
  readonly by: string;
}

/** Creates a distribution that was checked before. */
export type PlannedDistribution = (context: MockContext, place: Place) => void;

/**
 * Checks all distributions of a new sequence, before any of them is created.
 *
 * @throws {MockRefusal} `validation_error`.
 */
export function planDistributions(
  { queues = [], draws = [], auctions = [], appointments = [], timedReleases = [] }: CreateExperienceSequence,
  timeZone: string,
): readonly PlannedDistribution[] {
  const inZone = <Body extends object>(body: Body): Body & { timeZone: string } => ({ timeZone, ...body });
  return [
    ...queues.map((body) => planned('queue', draftQueue(inZone(body)))),
    ...draws.map((body) => planned('draw', draftDraw(inZone(body)))),
    ...auctions.map((body) => planned('auction', draftAuction(inZone(body)))),
    ...appointments.map((body) => planned('appointment', draftAppointment(inZone(body)))),
    ...timedReleases.map((body) => planned('timed_release', draftTimedRelease(inZone(body)))),
  ];
}

function planned<M extends Mechanism>(
  mechanism: M,
  draft: Omit<MechanismFields[M], 'sequenceId'>,
): PlannedDistribution {
  return function create(context, { tenant, sequenceId, by }) {
    const fields = { ...draft, sequenceId } as MechanismFields[M]; // the one field that the draft lacks
    context.use(createDistributions).create(tenant, mechanism, { fields, by });
  };
}
