import * as z from 'zod/mini';
import type { ConsumerId, SessionId } from '../../ids.js';
import { form, id, text, timestamp } from '../shapes.js';

export const introspectTokenSchema = z.strictObject({ token: text(1, 8192) });

/** RFC 7662 §2.2: of a token that is not active nothing else is told. */
export const tokenIntrospectionSchema = z.discriminatedUnion('active', [
  z.object({
    active: z.literal(true),
    consumerId: id<ConsumerId>(),
    sessionId: id<SessionId>(),
    isGuest: z.boolean(),
    expiresAt: timestamp,
    /** The key that the token is bound to, by its thumbprint (RFC 9449 §6.2). */
    cnf: z.optional(z.object({ jkt: form(/^[\w-]{43}$/, 'a SHA-256 thumbprint in base64url') })),
  }),
  z.object({ active: z.literal(false) }),
]);

/** The access token to ask about. */
export interface IntrospectToken extends z.infer<typeof introspectTokenSchema> {}
/** Whether a token is good and its session alive. */
export type TokenIntrospection = z.infer<typeof tokenIntrospectionSchema>;
