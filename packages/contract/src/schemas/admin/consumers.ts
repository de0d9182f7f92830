import * as z from 'zod/mini';
import type { ConsumerId } from '../../ids.js';
import { consumerProfileSchema } from '../consumers.js';
import { baseEntity } from '../products.js';
import { email, freeText, id, phone, text, timestamp, withoutCardNumbers } from '../shapes.js';
import { audienceMembershipSchema } from './audience-members.js';
import { consumerOrderSchema } from './consumer-orders.js';

const scalar = z.union([text(0, 1000), z.number(), z.boolean()]);
const metadataSchema = z.record(text(1, 64), z.union([scalar, z.array(scalar).check(z.maxLength(100))]));

export const consumerStatusSchema = z.enum(['ACTIVE', 'INACTIVE']);

export const adminConsumerSchema = z.object({
  ...consumerProfileSchema.shape,
  ...baseEntity,
  id: id<ConsumerId>(),
  emailVerified: z.boolean(),
  phoneVerified: z.boolean(),
  status: consumerStatusSchema,
  lastLoginAt: z.optional(z.nullable(timestamp)),
  metadata: z.optional(z.nullable(metadataSchema)),
  verificationCode: z.optional(z.nullable(z.string())),
  verificationCodeExpiresAt: z.optional(z.nullable(timestamp)),
  audiences: z.optional(z.array(audienceMembershipSchema)),
  orders: z.optional(z.array(consumerOrderSchema)),
});

const fields = {
  email: z.optional(email),
  fullName: z.optional(text(1, 200)),
  phone: z.optional(phone),
  metadata: z.optional(metadataSchema),
  smsOptOut: z.optional(z.boolean()),
};

export const updateConsumerSchema = z.strictObject({
  ...fields,
  fullName: z.optional(freeText(1, 200)),
  metadata: z.optional(withoutCardNumbers(metadataSchema)),
  status: z.optional(consumerStatusSchema),
});

export const createConsumerSchema = z.strictObject(fields).check(
  z.refine(({ email: address, phone: number }) => address !== undefined || number !== undefined, {
    path: ['email'],
    error: 'must be given, or phone',
  }),
);

export const createConsumersSchema = z.strictObject({
  consumers: z.array(createConsumerSchema).check(z.minLength(1), z.maxLength(500)),
});

export const createConsumersResultSchema = z.object({
  results: z.array(
    z.object({
      index: z.int(),
      status: z.enum(['created', 'failed']),
      consumerId: z.optional(id<ConsumerId>()),
      error: z.optional(z.object({ code: z.string(), message: z.string() })),
    }),
  ),
  created: z.int(),
  failed: z.int(),
});

/** A consumer as the merchant's administration sees them. */
export interface AdminConsumer extends z.infer<typeof adminConsumerSchema> {}
/** Whether a consumer may sign in. */
export type ConsumerStatus = z.infer<typeof consumerStatusSchema>;
/** What changes about a consumer; what is left out stays as it is, and metadata is replaced as a whole. */
export interface UpdateConsumer extends z.infer<typeof updateConsumerSchema> {}
/** A consumer to create, with an e-mail address, a telephone number, or both. */
export interface CreateConsumer extends z.infer<typeof createConsumerSchema> {}
/** Up to 500 consumers to create. */
export interface CreateConsumers extends z.infer<typeof createConsumersSchema> {}
/** What became of each row, in the order they were sent. */
export interface CreateConsumersResult extends z.infer<typeof createConsumersResultSchema> {}
