import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { addressesOf } from '../state/consumer-row.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { createEmailVerifications } from '../state/email-verifications.js';
import { createExperiences } from '../state/experiences.js';
import { createExternalIdentities } from '../state/external-identities.js';
import { createOtpCodes } from '../state/otp-codes.js';
import { createScheduledEvents } from '../state/scheduled-events.js';
import { createSecondFactors } from '../state/second-factors.js';
import { createSessions } from '../state/sessions.js';
import { createWaitlists } from '../waitlists/waitlists.js';
import { forgetConsumer } from './forget-consumer.js';

/** How long an erasure waits; the platform promises 30 days at most. */
export const erasureMs: number = 60 * 60_000;

/**
 * Queues the erasure of a consumer. They are signed out, leave whatever they take part in, and cannot sign in as before
 * at once; a little later on the platform's clock nothing tells who they were. What they did stays counted.
 */
export function queueErasure(
  context: MockContext,
  { consumer, by }: { readonly consumer: Consumer; readonly by: string },
): void {
  if (consumer.archived) return;
  const { tenant, id: consumerId } = consumer;
  const codes = context.use(createOtpCodes);
  for (const address of addressesOf(consumer)) codes.drop(tenant, address);
  context.use(createSessions).revokeAll({ tenant, consumerId });
  context.use(createExternalIdentities).forget(consumerId);
  context.use(createSecondFactors).remove(consumerId);
  context.use(createEmailVerifications).forget(consumerId);
  const experiences = context.use(createExperiences);
  for (const { experienceId } of [...experiences.participations({ tenant, consumerId })]) {
    experiences.leave({ tenant, consumerId, experienceId });
  }
  // What cannot be left, such as a win, ends all the same.
  context.use(createDistributions).withdraw({ tenant, consumerId, reason: 'CONSUMER_ERASED' });
  const waitlists = context.use(createWaitlists);
  for (const { waitlist } of waitlists.placesOf({ tenant, consumerId })) {
    waitlists.leave(waitlist, consumerId);
  }
  context.use(createConsumers).archive(consumer, by);
  context.use(createScheduledEvents).add(tenant, {
    topic: 'consumerUpdate',
    scheduledAt: context.clock.now() + erasureMs,
    by,
    payload: { consumerId, update: 'erasure' },
    run: () => forgetConsumer(context, consumer),
  });
}
