import * as z from 'zod/mini';
import { count, freeText, text } from '../shapes.js';

const months = z.nullable(z.int().check(z.positive(), z.maximum(1_200)));
const cap = z.nullable(count);

const settings = {
  enabled: z.boolean(),
  expirationType: z.enum(['none', 'fixed', 'inactivity']),
  fixedExpireMonths: months,
  inactivityExpireMonths: months,
  maxBalance: cap,
  dailyEarnCap: cap,
  monthlyEarnCap: cap,
};

export const loyaltySettingsSchema = z.object(settings);
export const updateLoyaltySettingsSchema = z.partial(z.strictObject(settings));

const points = count.check(z.maximum(1_000_000));

const eventPoints = {
  order_completed: points,
  queue_entered: points,
  queue_completed: points,
  draw_entered: points,
  draw_won: points,
  auction_entered: points,
  bid_placed: points,
  bid_won: points,
  timed_release_entered: points,
  timed_release_completed: points,
  appointment_booked: points,
  waitlist_entered: points,
};

export const loyaltyEventPointsSchema = z.object(eventPoints);
export const updateLoyaltyEventPointsSchema = z.partial(z.strictObject(eventPoints));

export const adjustLoyaltySchema = z.strictObject({
  points: z.union([
    z.int().check(z.minimum(1), z.maximum(1_000_000)),
    z.int().check(z.minimum(-1_000_000), z.maximum(-1)),
  ]),
  reason: z.optional(freeText(1, 500)),
  reference: z.optional(text(1, 200)),
});

/** How an organization's loyalty programme works; a cap of `null` is none. */
export interface LoyaltySettings extends z.infer<typeof loyaltySettingsSchema> {}
/** What changes about a loyalty programme; what is left out stays as it is. */
export interface UpdateLoyaltySettings extends z.infer<typeof updateLoyaltySettingsSchema> {}
/** How many points each event earns; an `order_completed` earns that many for every whole unit of its currency. */
export interface LoyaltyEventPoints extends z.infer<typeof loyaltyEventPointsSchema> {}
/** The events whose points differ from the usual ones. */
export interface UpdateLoyaltyEventPoints extends z.infer<typeof updateLoyaltyEventPointsSchema> {}
/** Points to give or, below zero, to take, and why. */
export interface AdjustLoyalty extends z.infer<typeof adjustLoyaltySchema> {}
