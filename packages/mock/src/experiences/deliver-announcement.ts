import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createActivityLog } from '../state/activity-log.js';
import type { AnnouncementRow } from '../state/announcements.js';
import { createConsumers } from '../state/consumers.js';
import type { SequenceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { isMember } from '../state/routable-sequence.js';
import { mayReach } from './may-reach.js';
import { waitingFor } from './waiting-for.js';

/** The channels that reach one consumer after the other, as analytics names them. */
const channels: Readonly<Partial<Record<AnnouncementRow['type'], string>>> = { EMAIL: 'email', SMS: 'sms' };

/** Makes an announcement: counts a message for everybody whom it reaches; tells how many they were. */
export function deliverAnnouncement(
  context: MockContext,
  announcement: AnnouncementRow,
): { recipientCount: number } {
  const { tenant, id, type, experienceId, creativeTemplateKey } = announcement;
  const channel = channels[type];
  const recipients = recipientsOf(context, announcement);
  for (const [consumerId, sequenceId] of channel === undefined ? [] : recipients) {
    const fields = { channel, messageId: id, template: creativeTemplateKey ?? '' };
    const where = { experienceId, sequenceId };
    const at = context.clock.now();
    context.use(createActivityLog).note({ tenant, event: 'messageSent', at, consumerId, fields, ...where });
  }
  return { recipientCount: recipients.size };
}

function recipientsOf(
  context: MockContext,
  { tenant, type, experienceId, sequenceId, includeAudience, includeWaitlist }: AnnouncementRow,
): ReadonlyMap<ConsumerId, string> {
  const consumers = context.use(createConsumers);
  const tree = context.use(createExperienceTree);
  const sequences = tree.sequences
    .all(tenant)
    .filter((row) => row.experienceId === experienceId && (sequenceId ?? row.id) === row.id);
  const found = new Map<ConsumerId, string>();
  for (const sequence of sequences) {
    const waiting = includeWaitlist ? waitingFor(context, sequence).map(({ consumerId }) => consumerId) : [];
    const members = includeAudience ? audienceOf(context, sequence) : [];
    for (const consumerId of [...waiting, ...members]) {
      const consumer = consumers.find(tenant, consumerId);
      if (consumer !== undefined && mayReach(context, { consumer, type })) found.set(consumerId, sequence.id);
    }
  }
  return found;
}

/** A sequence that is for everybody has no audience to speak to. */
function audienceOf(context: MockContext, sequence: SequenceRow): readonly ConsumerId[] {
  const { tenant, audienceId } = sequence;
  if (audienceId === null) return [];
  return context
    .use(createConsumers)
    .all(tenant)
    .map(({ id }) => id)
    .filter((consumerId) => isMember(context, { tenant, consumerId }, sequence));
}
