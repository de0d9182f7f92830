import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { createAnnouncements } from '../state/announcements.js';
import { createExperiencePages } from '../state/experience-pages.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { createOrders } from '../state/orders.js';
import type { Tenant } from '../tenant.js';
import { createWaitlists } from '../waitlists/waitlists.js';

type Find = (context: MockContext, tenant: Tenant, id: string) => string | undefined;

const ofSequence: Find = (context, tenant, id) =>
  context.use(createExperienceTree).experienceOf(tenant, id)?.id;
const ofDistribution: Find = (context, tenant, id) =>
  context.use(createDistributions).find(tenant, id)?.whereabouts().experienceId;

/** How the event, which is an experience, is found that something belongs to. */
const finders: Readonly<Record<string, Find>> = {
  experienceId: (context, tenant, id) => context.use(createExperienceTree).experiences.find(tenant, id)?.id,
  sequenceId: ofSequence,
  distributionId: ofDistribution,
  queueId: ofDistribution,
  drawId: ofDistribution,
  auctionId: ofDistribution,
  timedReleaseId: ofDistribution,
  appointmentId: ofDistribution,
  waitlistId(context, tenant, id) {
    const sequenceId = context.use(createWaitlists).table.find(tenant, id)?.sequenceId;
    return sequenceId === undefined ? undefined : ofSequence(context, tenant, sequenceId);
  },
  orderId: (context, tenant, id) =>
    context.use(createOrders).find(tenant, id)?.room.whereabouts().experienceId,
  announcementId: (context, tenant, id) =>
    context.use(createAnnouncements).table.find(tenant, id)?.experienceId,
  experiencePageId: (context, tenant, id) =>
    context.use(createExperiencePages).table.find(tenant, id)?.experienceId,
};

/** Tells whether a field names something that belongs to an event. */
export function namesEvent(field: string): boolean {
  return Object.hasOwn(finders, field);
}

/** Finds the event that something belongs to; `undefined` where there is no such thing. */
export function eventOf(
  context: MockContext,
  { tenant, field, id }: { readonly tenant: Tenant; readonly field: string; readonly id: string },
): string | undefined {
  return Object.hasOwn(finders, field) ? finders[field]?.(context, tenant, id) : undefined;
}
