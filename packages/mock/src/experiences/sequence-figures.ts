import type { SequenceFigures } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { daysWaited } from '../mechanisms/days-waited.js';
import { createAudiences } from '../state/audiences.js';
import { createConsumers } from '../state/consumers.js';
import type { SequenceRow } from '../state/experience-rows.js';
import { isMember } from '../state/routable-sequence.js';
import { waitingFor } from './waiting-for.js';

/** Counts who waits for a sequence, and whom it is meant for. */
export function sequenceFigures(context: MockContext, sequence: SequenceRow): SequenceFigures {
  const waiting = waitingFor(context, sequence).map(({ enteredAt }) => enteredAt);
  const { tenant, audienceId } = sequence;
  const audience =
    audienceId === null ? undefined : context.use(createAudiences).rows.find(tenant, audienceId);
  const meant = context
    .use(createConsumers)
    .all(tenant)
    .filter(({ id: consumerId }) => isMember(context, { tenant, consumerId }, sequence));
  return {
    waitlistSize: waiting.length,
    audienceSize: meant.length,
    ...(audience !== undefined && { audienceName: audience.name }),
    ...daysWaited(waiting, context.clock.now()),
  };
}
