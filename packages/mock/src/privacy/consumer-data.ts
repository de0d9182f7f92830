import type { ConsumerData, Mechanism } from '@fanfare/contract';
import { createAuditLog } from '../audit/audit-log.js';
import { createAuditSubjects } from '../audit/audit-subjects.js';
import { describeSession } from '../auth/describe-session.js';
import { describeConsumer } from '../consumers/describe-consumer.js';
import { describeOrder, membershipsOf } from '../consumers/describe-with.js';
import { timelineOf } from '../consumers/timeline-of.js';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { createBeaconLog } from '../state/beacon-log.js';
import { addressesOf } from '../state/consumer-row.js';
import type { Consumer } from '../state/consumers.js';
import { createExperiences } from '../state/experiences.js';
import { createExternalIdentities } from '../state/external-identities.js';
import { isoTime } from '../state/iso-time.js';
import { describeLoyaltyEntry } from '../state/describe-loyalty-entry.js';
import { createLoyalty } from '../state/loyalty.js';
import { createOrders } from '../state/orders.js';
import { createSessions } from '../state/sessions.js';
import { createWaitlists } from '../waitlists/waitlists.js';
import { createConsents } from './consents.js';

type Reader = (context: MockContext, consumer: Consumer) => unknown;

const mechanisms: readonly Mechanism[] = ['queue', 'draw', 'auction', 'timed_release', 'appointment'];

/** Where something about a consumer is kept, and how it is read: everything that an export holds. */
const readers: Readonly<Record<string, Reader>> = {
  profile: (context, consumer) => withoutCodes(describeConsumer(context, consumer)),
  addresses: (_, consumer) => addressesOf(consumer),
  identities: (context, { tenant, id }) => context.use(createExternalIdentities).of(tenant, id),
  consent: (context, { tenant, id }) => context.use(createConsents).of({ tenant, consumerId: id }),
  sessions: (context, { tenant, id }) =>
    context.use(createSessions).of({ tenant, consumerId: id }).map(describeSession),
  experiences: (context, { tenant, id }) =>
    context
      .use(createExperiences)
      .participations({ tenant, consumerId: id })
      .map(({ experienceId, enteredAt }) => ({ experienceId, enteredAt: isoTime(enteredAt) })),
  distributions: standingsOf,
  waitlists: (context, { tenant, id }) =>
    context
      .use(createWaitlists)
      .placesOf({ tenant, consumerId: id })
      .map(({ waitlist, entry }) => ({ waitlistId: waitlist.id, enteredAt: isoTime(entry.enteredAt) })),
  orders: (context, { tenant, id }) => context.use(createOrders).ofConsumer(tenant, id).map(describeOrder),
  loyalty: (context, { tenant, id }) =>
    context.use(createLoyalty).transactionsOf(tenant, id, { limit: Infinity }).map(describeLoyaltyEntry),
  audiences: membershipsOf,
  activity: (context, consumer) => timelineOf(context, { consumer, query: { limit: Infinity } }).activities,
  events: (context, { tenant, id }) => context.use(createBeaconLog).ofConsumer(tenant, id),
  auditLog: auditedOf,
};

/** Collects everything that is kept about a consumer, and nothing about anybody else. */
export function consumerDataOf(context: MockContext, consumer: Consumer): ConsumerData {
  const parts = Object.entries(readers).map(([name, read]) => [name, read(context, consumer)]);
  return structuredClone(Object.fromEntries(parts));
}

function standingsOf(context: MockContext, { tenant, id }: Consumer): unknown {
  const distributions = context.use(createDistributions);
  return mechanisms
    .flatMap((mechanism) => distributions.allOf(tenant, mechanism))
    .flatMap(({ mechanism, row, core }) => {
      const standing = core.standing(id);
      return standing === undefined
        ? []
        : [{ distributionId: row.id, distributionType: mechanism, status: standing.status }];
    });
}

function auditedOf(context: MockContext, { tenant, id }: Consumer): unknown {
  const own = context.use(createAuditSubjects).all(tenant, id);
  return context
    .use(createAuditLog)
    .entries(tenant)
    .filter(({ actor, target }) => own.includes(actor.id ?? '') || own.includes(target?.id ?? ''))
    .map(({ at, action, outcome }) => ({ at, action, outcome }));
}

/** A one-time code is not kept about anybody, and must not lie in a file. */
function withoutCodes<Described extends object>(described: Described): object {
  const {
    verificationCode: _,
    verificationCodeExpiresAt: __,
    ...rest
  } = described as Described & {
    readonly verificationCode?: unknown;
    readonly verificationCodeExpiresAt?: unknown;
  }; // optional on what the hosted profile describes
  return rest;
}
