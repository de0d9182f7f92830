import * as z from 'zod/mini';
import type { AudienceId, ConsumerId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { count, id, idParam, timestamp } from '../shapes.js';
import { audienceTypeSchema } from './audience-type.js';

const word = z.optional(z.nullable(z.string()));

export const audienceMemberSchema = z.object({
  audienceId: id<AudienceId>(),
  consumerId: id<ConsumerId>(),
  email: word,
  fullName: word,
  phone: word,
  addedAt: z.optional(z.nullable(timestamp)),
});

export const listAudienceMembersSchema = z.strictObject(pageQuery);

export const addAudienceMembersSchema = z.strictObject({
  consumerIds: z.array(idParam<ConsumerId>()).check(z.minLength(1), z.maxLength(1000)),
});

export const audienceMembersAddedSchema = z.object({
  audienceId: id<AudienceId>(),
  added: count,
  alreadyMembers: count,
});

export const audienceMembershipSchema = z.object({
  audienceId: id<AudienceId>(),
  name: z.string(),
  type: audienceTypeSchema,
  iconName: word,
  groupId: word,
  groupName: word,
});

/** A consumer in an audience. */
export interface AudienceMember extends z.infer<typeof audienceMemberSchema> {}
/** Which part of the members to list. */
export interface ListAudienceMembers extends z.infer<typeof listAudienceMembersSchema> {}
/** Whom to add. */
export interface AddAudienceMembers extends z.infer<typeof addAudienceMembersSchema> {}
/** How many were added, and how many were in before. */
export interface AudienceMembersAdded extends z.infer<typeof audienceMembersAddedSchema> {}
/** An audience that a consumer belongs to. */
export interface AudienceMembership extends z.infer<typeof audienceMembershipSchema> {}
