import * as z from 'zod/mini';
import { email, form, timestamp } from './shapes.js';

export const emailVerificationRequestedSchema = z.object({ ok: z.boolean(), resendAfter: timestamp });

export const confirmEmailSchema = z.strictObject({ code: form(/^[0-9]{4,10}$/, '4 to 10 digits') });

export const emailVerifiedSchema = z.object({ email, emailVerified: z.literal(true) });

/** Whether a code is on its way, and when another one may be asked for. */
export interface EmailVerificationRequested extends z.infer<typeof emailVerificationRequestedSchema> {}
/** The code from the mail. */
export interface ConfirmEmail extends z.infer<typeof confirmEmailSchema> {}
/** The address that is proven from now on. */
export interface EmailVerified extends z.infer<typeof emailVerifiedSchema> {}
