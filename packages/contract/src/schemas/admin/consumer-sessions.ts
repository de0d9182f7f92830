import * as z from 'zod/mini';
import type { ConsumerId, SessionId } from '../../ids.js';
import { deviceSessionSchema } from '../sessions.js';
import { idParam } from '../shapes.js';

export const consumerSessionParamsSchema = z.strictObject({
  consumerId: idParam<ConsumerId>(),
  sessionId: idParam<SessionId>(),
});

export const consumerSessionSchema = z.omit(deviceSessionSchema, { current: true });

/** A live session of a consumer, as the merchant sees it. */
export interface ConsumerSession extends z.infer<typeof consumerSessionSchema> {}
