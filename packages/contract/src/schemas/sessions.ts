import * as z from 'zod/mini';
import type { FamilyId, SessionId } from '../ids.js';
import { count, id, idParam, text, timestamp } from './shapes.js';

export const deviceSessionSchema = z.object({
  id: id<SessionId>(),
  familyId: id<FamilyId>(),
  createdAt: timestamp,
  lastUsedAt: timestamp,
  deviceLabel: text(1, 60),
  current: z.boolean(),
});

export const deviceSessionParamsSchema = z.strictObject({ sessionId: idParam<SessionId>() });

export const revokeSessionsSchema = z.strictObject({ keepCurrent: z.optional(z.boolean()) });

export const sessionsRevokedSchema = z.object({ revoked: count });

/**
 * A session of the consumer, with a label for its device that is coarse on purpose, such as `Firefox on Windows`. What a
 * page does by itself, such as polling, does not count as use.
 */
export interface DeviceSession extends z.infer<typeof deviceSessionSchema> {}
/** Which sessions end: all, or all but the one that asks. */
export interface RevokeSessions extends z.infer<typeof revokeSessionsSchema> {}
/** How many sessions ended. */
export interface SessionsRevoked extends z.infer<typeof sessionsRevokedSchema> {}
