import type {
  Audience,
  AudienceGroup,
  AudienceImport,
  AudienceMember,
  AudienceMembership,
  AudienceRule,
} from '@fanfare/contract/admin';
import type { AudienceAttribute } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createAudiences, type Member } from '../state/audiences.js';
import { entityOf } from '../state/entity.js';
import { isoTime } from '../state/iso-time.js';
import type { AudienceRow, GroupRow, ImportRow, RuleRow } from './audience-rows.js';

/** Describes an audience. */
export function describeAudience(context: MockContext, row: AudienceRow): Audience {
  const audiences = context.use(createAudiences);
  const { name, description, type, iconName, metadata, version } = row;
  const group = row.groupId === null ? undefined : audiences.groups.find(row.tenant, row.groupId);
  return {
    ...entityOf(row),
    ...{ name, description, type, iconName, metadata, version },
    groupId: group?.id ?? null,
    groupType: group?.groupType ?? null,
    groupName: group?.groupName ?? null,
    rules: audiences.rulesOf(row).map(describeRule),
    imports: importsOf(context, row).map(describeImport),
  };
}

/** Describes a rule. */
export function describeRule(row: RuleRow): AudienceRule {
  const { audienceId, operator, value } = row;
  const attribute = row.attribute as AudienceAttribute; // the contract took no other
  return { ...entityOf(row), audienceId, attribute, operator, value };
}

/** The files that were imported into an audience, the newest first. */
export function importsOf(context: MockContext, { tenant, id }: AudienceRow): readonly ImportRow[] {
  const all = context.use(createAudiences).imports.all(tenant);
  return all.filter(({ audienceId }) => audienceId === id).reverse();
}

/** Describes a file of members. */
export function describeImport(row: ImportRow): AudienceImport {
  const { audienceId, fileName, status, uploadUrl, importedCount, skippedCount, error } = row;
  const expiresAt = row.uploadUrlExpiresAt;
  return {
    ...entityOf(row),
    ...{ audienceId, fileName, status, uploadUrl, importedCount, skippedCount, error },
    uploadUrlExpiresAt: expiresAt === null ? null : isoTime(expiresAt),
  };
}

/** Describes a group with its audiences, in the order of the tiers. */
export function describeGroup(context: MockContext, row: GroupRow): AudienceGroup {
  const { groupName, groupType, attribute } = row;
  const audiences = audiencesOf(context, row).map((audience) => describeAudience(context, audience));
  return { ...entityOf(row), groupName, groupType, attribute, audiences };
}

/** The audiences of a group that are not archived, in the order of the tiers. */
export function audiencesOf(context: MockContext, group: GroupRow): readonly AudienceRow[] {
  const { rows } = context.use(createAudiences);
  return rows
    .all(group.tenant)
    .filter(({ groupId }) => groupId === group.id)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** Describes a consumer in an audience. */
export function describeMember({ audience, consumer, addedAt }: Member): AudienceMember {
  return {
    audienceId: audience.id,
    consumerId: consumer.id,
    email: consumer.email ?? null,
    fullName: consumer.fullName ?? null,
    phone: consumer.phone ?? null,
    addedAt: addedAt === null ? null : isoTime(addedAt),
  };
}

/** Describes an audience as one that a consumer belongs to. */
export function describeMembership(context: MockContext, row: AudienceRow): AudienceMembership {
  const { id, name, type, iconName, groupId, groupName } = describeAudience(context, row);
  return { audienceId: id, name, type, iconName, groupId, groupName };
}
