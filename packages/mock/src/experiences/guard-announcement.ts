import type { Mechanism } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { refuse } from '../refusal.js';
import type { AnnouncementFields } from '../state/announcements.js';
import type { Tenant } from '../tenant.js';
import { findLiveExperience, findSequence } from './find-experience.js';
import { guardTimeZone } from './guard-time-zone.js';

const mechanisms: Readonly<Record<NonNullable<AnnouncementFields['distributionType']>, Mechanism>> = {
  QUEUE: 'queue',
  DRAW: 'draw',
  AUCTION: 'auction',
  APPOINTMENT: 'appointment',
  TIMED_RELEASE: 'timed_release',
};

/** What an editor makes for each channel that is not social. */
const documentKinds: Readonly<Record<string, string>> = {
  EMAIL: 'announcement-email',
  SMS: 'announcement-sms',
};

/**
 * Lets through an announcement that hangs together.
 *
 * @throws {MockRefusal} `not_found` for an experience, a sequence or a distribution that is not there,
 *   `validation_error` for a time that is not told, and for a document of another channel.
 */
export function guardAnnouncement(context: MockContext, tenant: Tenant, fields: AnnouncementFields): void {
  guardTimeZone(fields.timeZone);
  findLiveExperience(context, { tenant, experienceId: fields.experienceId });
  guardPlace(context, tenant, fields);
  guardTiming(fields);
  guardDocument(fields);
}

function guardPlace(
  context: MockContext,
  tenant: Tenant,
  { experienceId, sequenceId, distributionId, distributionType }: AnnouncementFields,
): void {
  if (sequenceId !== null && findSequence(context, { tenant, sequenceId }).experienceId !== experienceId) {
    refuse('not_found', 'There is no such sequence in this experience.');
  }
  if (distributionId === null) return;
  const room = context.use(createDistributions).find(tenant, distributionId);
  const isThere =
    room?.row.archived === false &&
    room.whereabouts().experienceId === experienceId &&
    (sequenceId ?? room.row.sequenceId) === room.row.sequenceId;
  if (!isThere) refuse('not_found', 'There is no such distribution in this experience.');
  if (distributionType !== null && mechanisms[distributionType] !== room.mechanism) {
    refuse('validation_error', 'The distribution is of another type.');
  }
}

function guardTiming({
  timingStrategy,
  anchorEntity,
  anchorMoment,
  distributionId,
}: AnnouncementFields): void {
  if (timingStrategy !== 'RELATIVE') return;
  if (anchorEntity === null || anchorMoment === null) {
    refuse('validation_error', 'A relative time needs anchorEntity and anchorMoment.');
  }
  if (anchorEntity === 'DISTRIBUTION' && distributionId === null) {
    refuse('validation_error', 'An anchor in a distribution needs distributionId.');
  }
}

function guardDocument({ type, creativeDocument }: AnnouncementFields): void {
  if (creativeDocument === null) return;
  const { kind } = creativeDocument;
  const isForIt = type === 'DIRECT' || kind === (documentKinds[type] ?? 'announcement-social');
  if (isForIt && kind.startsWith('announcement-')) return;
  refuse('validation_error', `A creative document of the kind ${kind} is not for ${type}.`);
}
