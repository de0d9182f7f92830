import * as z from 'zod/mini';
import type { ExperienceId, OrganizationId, ProductId, SequenceId, VariantId } from '../ids.js';
import { appointmentSchema } from './appointments.js';
import { auctionSchema } from './auctions.js';
import { drawSchema } from './draws.js';
import { productSchema, variantSchema } from './products.js';
import { queueSchema } from './queues.js';
import { count, currencyCode, id, idParam, text, timestamp } from './shapes.js';
import { timedReleaseSchema } from './timed-releases.js';

const colour = z.optional(z.string());

export const themeSchema = z.object({
  primary: colour,
  secondary: colour,
  background: colour,
  surface: colour,
  text: colour,
  muted: colour,
  success: colour,
  warning: colour,
  danger: colour,
  fontFamily: z.optional(z.string()),
  fontHeading: z.optional(z.string()),
  logoUrl: z.optional(z.string()),
  headerImageUrl: z.optional(z.string()),
  variant: z.optional(z.enum(['default', 'retro', 'rounded', 'clean'])),
});

export const sequenceSchema = z.object({
  id: id<SequenceId>(),
  name: z.string(),
  priority: z.number(),
  experienceId: z.optional(id<ExperienceId>()),
  audienceId: z.optional(id<string>()),
  productSelectionMode: z.optional(z.nullable(z.enum(['USER_SELECTED', 'SYSTEM_ASSIGNED']))),
  waitlist: z.optional(z.nullable(z.object({ id: id<string>(), capacity: z.optional(z.nullable(count)) }))),
  queues: z.optional(z.nullable(z.array(queueSchema))),
  draws: z.optional(z.nullable(z.array(drawSchema))),
  auctions: z.optional(z.nullable(z.array(auctionSchema))),
  appointments: z.optional(z.nullable(z.array(appointmentSchema))),
  timedReleases: z.optional(z.nullable(z.array(timedReleaseSchema))),
});

export const experienceSchema = z.object({
  id: id<ExperienceId>(),
  name: z.string(),
  timeZone: z.string(),
  currencyCode,
  openAt: z.optional(z.nullable(timestamp)),
  closeAt: z.optional(z.nullable(timestamp)),
  hasProtectedSequences: z.optional(z.boolean()),
  i18n: z.optional(z.nullable(z.record(z.string(), z.record(z.string(), z.string())))),
  theme: z.optional(z.nullable(themeSchema)),
  products: z.optional(
    z.nullable(
      z.array(
        z.object({
          id: id<string>(),
          organizationId: id<OrganizationId>(),
          experienceId: id<ExperienceId>(),
          productId: id<ProductId>(),
          position: count,
          product: z.optional(z.nullable(productSchema)),
          productVariantId: z.optional(z.nullable(id<VariantId>())),
          productVariant: z.optional(z.nullable(variantSchema)),
        }),
      ),
    ),
  ),
  sequences: z.optional(z.nullable(z.array(sequenceSchema))),
});

export const experienceParamsSchema = z.strictObject({ experienceId: idParam<ExperienceId>() });
export const experienceEntrySchema = z.object({
  experienceId: id<ExperienceId>(),
  enteredAt: timestamp,
  experience: experienceSchema,
});
export const leftSchema = z.object({ left: z.boolean() });
export const archivedStatusRequestSchema = z.strictObject({
  experienceIds: z.array(idParam<ExperienceId>()).check(z.minLength(1), z.maxLength(100)),
});
export const archivedStatusSchema = z.object({ liveExperienceIds: z.array(id<ExperienceId>()) });
export const routeRequestSchema = z.strictObject({ accessCode: z.optional(text(1, 200)) });

/** What a merchant offers at one time: products, and the ways to reach them. */
export interface Experience extends z.infer<typeof experienceSchema> {}
/** One way through an experience, with its distributions. */
export interface Sequence extends z.infer<typeof sequenceSchema> {}
/** Proof that a consumer entered an experience. */
export interface ExperienceEntry extends z.infer<typeof experienceEntrySchema> {}
/** Colours and fonts of an experience, unvalidated. */
export interface Theme extends z.infer<typeof themeSchema> {}
