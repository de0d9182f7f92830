import * as z from 'zod/mini';
import type { ConsumerId, SessionId } from '../../ids.js';
import { id, text, timestamp } from '../shapes.js';

export const introspectTokenSchema = z.strictObject({ token: text(1, 8192) });

/** RFC 7662 §2.2: of a token that is not active nothing else is told. */
export const tokenIntrospectionSchema = z.discriminatedUnion('active', [
  z.object({
    active: z.literal(true),
    consumerId: id<ConsumerId>(),
    sessionId: id<SessionId>(),
    isGuest: z.boolean(),
    expiresAt: timestamp,
  }),
  z.object({ active: z.literal(false) }),
]);

/** The access token to ask about. */
export interface IntrospectToken extends z.infer<typeof introspectTokenSchema> {}
/** Whether a token is good and its session alive. */
export type TokenIntrospection = z.infer<typeof tokenIntrospectionSchema>;
