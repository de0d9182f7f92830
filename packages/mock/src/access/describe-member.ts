import type { MemberId } from '@fanfare/contract';
import type { Member } from '@fanfare/contract/admin';
import { entityOf } from '../state/entity.js';
import type { MemberRow } from '../state/members.js';

/** Describes a member as it goes over the wire. */
export function describeMember(row: MemberRow): Member {
  const { email, name, roles, externalId, consumerId } = row;
  return {
    ...entityOf(row),
    id: row.id as MemberId, // a row of this table has this kind of id
    email,
    name,
    roles: roles.map(({ role, experienceId }) => ({
      role,
      ...(experienceId !== undefined && { experienceId }),
    })),
    externalId,
    consumerId,
  };
}
