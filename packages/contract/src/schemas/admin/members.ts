import * as z from 'zod/mini';
import type { ConsumerId, ExperienceId, MemberId } from '../../ids.js';
import { accessResources, permissions } from '../../roles.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { email, freeText, id, idParam, text } from '../shapes.js';

const role = text(1, 64);

export const memberRoleSchema = z.object({
  role: z.string(),
  /** The event of a role that reaches over one. */
  experienceId: z.optional(id<ExperienceId>()),
});
const newMemberRole = z.strictObject({ role, experienceId: z.optional(idParam<ExperienceId>()) });

export const memberSchema = z.object({
  ...baseEntity,
  id: id<MemberId>(),
  email: z.string(),
  name: z.string(),
  roles: z.array(memberRoleSchema),
  /** The member in the merchant's own directory, as SCIM calls it. */
  externalId: z.nullable(z.string()),
  /** The consumer as whom the member signs in: their sessions end with the membership. */
  consumerId: z.nullable(id<ConsumerId>()),
});

export const createMemberSchema = z.strictObject({
  email,
  name: freeText(1, 200),
  roles: z.array(newMemberRole).check(z.minLength(1), z.maxLength(20)),
  externalId: z.optional(text(1, 256)),
  consumerId: z.optional(idParam<ConsumerId>()),
});
export const updateMemberSchema = z.partial(createMemberSchema);
export const memberParamsSchema = z.strictObject({ memberId: idParam<MemberId>() });
export const listMembersSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name'])),
  role: z.optional(role),
});

export const roleDescriptionSchema = z.object({
  name: z.string(),
  reach: z.enum(['all_tenants', 'tenant', 'event', 'self']),
  includes: z.array(z.string()),
  /** With what comes from the roles that it includes. */
  permissions: z.array(
    z.object({ resource: z.enum(accessResources), permissions: z.array(z.enum(permissions)) }),
  ),
});
export const rolesSchema = z.object({ data: z.array(roleDescriptionSchema) });

/** A role of a member, and where it counts. */
export interface MemberRole extends z.infer<typeof memberRoleSchema> {}
/** Somebody on the merchant's team. */
export interface Member extends z.infer<typeof memberSchema> {}
/** Somebody to take on, and what they may do. */
export interface CreateMember extends z.infer<typeof createMemberSchema> {}
/** What changes about a member; what is left out stays as it is. */
export interface UpdateMember extends z.infer<typeof updateMemberSchema> {}
/** Which members to list, and in which order. */
export interface ListMembers extends z.infer<typeof listMembersSchema> {}
/** What holders of a role may do, and how far it reaches. */
export interface RoleDescription extends z.infer<typeof roleDescriptionSchema> {}
/** The roles that members may have. */
export interface Roles extends z.infer<typeof rolesSchema> {}
