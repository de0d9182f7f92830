import type { MockContext } from '../../context.js';
import { findSequence, type SequenceAddress } from '../../experiences/find-experience.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { createConsumers } from '../../state/consumers.js';
import { waitlistConsumerOf, waitlistEntryOf, waitlistOf } from '../../waitlists/describe-waitlist.js';
import { createWaitlists, type WaitlistRow } from '../../waitlists/waitlists.js';

/** The operations of this resource. */
type SequenceWaitlistOperation = `admin.sequences.waitlist.${'get' | 'consumers' | 'enter'}`;

/** The waitlist of a sequence, found by the sequence. */
export const adminSequenceWaitlistHandlers: HandlersOf<SequenceWaitlistOperation> = {
  'admin.sequences.waitlist.get': ({ context, principal: { tenant }, params }) =>
    waitlistOf(waitlistIn(context, { tenant, ...params })),

  'admin.sequences.waitlist.consumers': ({ context, principal: { tenant }, params }) => {
    const waitlist = waitlistIn(context, { tenant, ...params });
    return context
      .use(createWaitlists)
      .entries(waitlist)
      .map((entry) => waitlistConsumerOf(waitlist, entry));
  },

  'admin.sequences.waitlist.enter': ({ context, principal: { tenant }, params, body }) => {
    const waitlist = waitlistIn(context, { tenant, ...params });
    const consumer = context.use(createConsumers).find(tenant, body.consumerId);
    if (consumer === undefined || consumer.archived) {
      return refuse('not_found', 'There is no such consumer.', { documented: 'Consumer not found' });
    }
    return waitlistEntryOf(waitlist, context.use(createWaitlists).enter(waitlist, consumer.id));
  },
};

function waitlistIn(context: MockContext, { tenant, ...address }: SequenceAddress): WaitlistRow {
  const sequence = findSequence(context, { tenant, ...address });
  const waitlist = context.use(createWaitlists).ofSequence(tenant, sequence.id);
  return waitlist ?? refuse('not_found', 'The sequence has no waitlist.');
}
