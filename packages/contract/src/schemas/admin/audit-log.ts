import * as z from 'zod/mini';
import type { AuditEntryId, OrganizationId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { form, id, text, timestamp } from '../shapes.js';

const hash = form(/^[0-9a-f]{64}$/, 'a SHA-256 digest in lower-case hexadecimal');
const sequence = z.int().check(z.nonnegative());
const name = z.optional(text(1, 128));

export const auditTenantSchema = z.object({
  organizationId: id<OrganizationId>(),
  mode: z.enum(['test', 'live']),
});
export const auditActorSchema = z.object({
  type: z.enum(['key', 'consumer', 'page', 'anonymous', 'platform']),
  id: z.nullable(z.string()),
});
export const auditTargetSchema = z.object({ type: z.string(), id: z.string() });
export const auditOutcomeSchema = z.enum(['success', 'denied', 'failure']);
export const auditChangeSchema = z.object({
  field: z.string(),
  from: z.optional(z.unknown()),
  to: z.optional(z.unknown()),
});
export const auditEntrySchema = z.object({
  seq: sequence,
  id: id<AuditEntryId>(),
  at: timestamp,
  tenant: auditTenantSchema,
  actor: auditActorSchema,
  action: z.string(),
  target: z.nullable(auditTargetSchema),
  outcome: auditOutcomeSchema,
  reason: z.optional(z.string()),
  requestId: z.nullable(z.string()),
  sessionId: z.optional(z.string()),
  traceId: z.optional(z.string()),
  ipClass: z.enum(['loopback', 'private', 'public', 'unknown']),
  changes: z.optional(z.array(auditChangeSchema)),
  prevHash: hash,
  hash,
});
export const auditAnchorSchema = z.object({
  tenant: auditTenantSchema,
  at: timestamp,
  start: z.object({ seq: sequence, prevHash: hash }),
  head: z.object({ seq: sequence, hash }),
});

export const listAuditLogSchema = z.strictObject({
  ...pageQuery,
  from: z.optional(timestamp),
  to: z.optional(timestamp),
  action: name,
  actor: name,
  target: name,
  outcome: z.optional(auditOutcomeSchema),
  requestId: name,
  sessionId: name,
});

/** Whose log it is. */
export interface AuditTenant extends z.infer<typeof auditTenantSchema> {}
/** Who did it: a key or a consumer, by an id that tells nobody who they are; `null` where nobody is known. */
export interface AuditActor extends z.infer<typeof auditActorSchema> {}
/** What it was done to; a consumer goes by a pseudonym, which leads to nobody after their erasure. */
export interface AuditTarget extends z.infer<typeof auditTargetSchema> {}
/** Whether it was done, refused for want of rights, or refused for another reason. */
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;
/** A field that is different now; the values are told where they can be neither personal nor secret, and of a web address its origin. */
export interface AuditChange extends z.infer<typeof auditChangeSchema> {}
/** What happened: an entry of the audit log, linked to the one before it by its hash. Sessions go by pseudonyms, as consumers do. */
export interface AuditEntry extends z.infer<typeof auditEntrySchema> {}
/** Where a log begins and ends now: keep it elsewhere, and nobody can shorten the log unnoticed. */
export interface AuditAnchor extends z.infer<typeof auditAnchorSchema> {}
/** Which entries to list; `actor`, `target` and `sessionId` also take the id of a consumer or of a session of theirs, as long as they are not erased. */
export interface ListAuditLog extends z.infer<typeof listAuditLogSchema> {}
