import * as z from 'zod/mini';
import { form, text } from './shapes.js';

const totpCode = form(/^[0-9]{6}$/, '6 digits');
const backupCode = form(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/, 'a backup code such as "abcd-efgh-2345-67ab"');

export const totpEnrollmentSchema = z.object({
  secret: form(/^[A-Z2-7]{32}$/, '32 characters of base32 (RFC 4648)'),
  otpauthUri: text(1, 2048),
});

export const confirmTotpSchema = z.strictObject({ code: totpCode });

export const backupCodesSchema = z.object({ backupCodes: z.array(backupCode) });

export const stepUpSchema = z
  .strictObject({ code: z.optional(totpCode), backupCode: z.optional(backupCode) })
  .check(
    z.refine((body) => (body.code === undefined) !== (body.backupCode === undefined), {
      path: ['code'],
      error: 'must be given, or backupCode in its place, but not both',
    }),
  );

/** The secret of a new second factor, which is shown once: as text, and as the address that an authenticator scans. */
export interface TotpEnrollment extends z.infer<typeof totpEnrollmentSchema> {}
/** The first code of an authenticator, which proves that it has the secret. */
export interface ConfirmTotp extends z.infer<typeof confirmTotpSchema> {}
/** Codes for the day on which the authenticator is lost: each works once, and they are shown once. */
export interface BackupCodes extends z.infer<typeof backupCodesSchema> {}
/** The second factor: exactly one of a code of the authenticator and a backup code. */
export interface StepUp extends z.infer<typeof stepUpSchema> {}
