import * as z from 'zod/mini';
import type { ConsumerId, DistributionId } from '../ids.js';
import { grantingMechanismSchema } from './consumers.js';
import { admissionGrant, id, idParam, money, text, timestamp } from './shapes.js';

export const admissionParamsSchema = z.strictObject({
  distributions: z.enum(['queues', 'draws', 'auctions', 'timed-releases']),
  distributionId: idParam<DistributionId>(),
});

export const validateAdmissionSchema = z.strictObject({
  consumerId: idParam<ConsumerId>(),
  token: admissionGrant,
});

export const admissionSchema = z.object({
  valid: z.literal(true),
  consumerId: id<ConsumerId>(),
  distributionId: id<DistributionId>(),
  distributionType: grantingMechanismSchema,
  validatedAt: timestamp,
  expiresAt: z.optional(timestamp),
});

export const completeAdmissionSchema = z.strictObject({
  consumerId: idParam<ConsumerId>(),
  metadata: z.optional(
    z.strictObject({
      orderId: z.optional(text(1, 255)),
      orderAmount: z.optional(money),
      completedAt: z.optional(timestamp),
    }),
  ),
});

export const completionSchema = z.object({
  status: z.literal('COMPLETED'),
  consumerId: id<ConsumerId>(),
  distributionId: id<DistributionId>(),
  completedAt: timestamp,
  /** True where an earlier call had completed the admission already. */
  alreadyCompleted: z.boolean(),
});

/** A grant that was good and is now spent. */
export interface Admission extends z.infer<typeof admissionSchema> {}
/** An admission that ended in an order. */
export interface AdmissionCompletion extends z.infer<typeof completionSchema> {}
/** A grant to check, and whose it should be. */
export interface ValidateAdmission extends z.infer<typeof validateAdmissionSchema> {}
/** Whose admission ended in an order. */
export interface CompleteAdmission extends z.infer<typeof completeAdmissionSchema> {}
