import { mfaRoutes, type BackupCodes, type ConfirmTotp, type TotpEnrollment } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { list, object } from './check/check.js';
import { string } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { totpForm } from './forms.js';

/** Manages the shopper's second factor; `auth.stepUp` shows it. */
export interface Mfa {
  /**
   * Makes the secret of a new authenticator. Show it as text and as a QR code of `otpauthUri`, and keep it nowhere: it counts
   * once it is confirmed.
   *
   * @throws `SessionError` `not_authenticated`; `PermissionError` `forbidden` for a guest, `step_up_required` to whoever
   *   signed in longer than five minutes ago: have them sign in again; `ConflictError` `conflict` where there is one already
   */
  enroll(options?: CallOptions): Promise<TotpEnrollment>;
  /**
   * Proves with a first code that the authenticator has the secret, and ends the shopper's other sessions. The answer holds
   * the backup codes, which are never shown again.
   *
   * @throws `RequestError` `invalid_request`; `AuthenticationError` `mfa_code_invalid`; `PermissionError`
   *   `step_up_required` as `enroll`; `ConflictError` `conflict`; `RateLimitError` `too_many_attempts`
   */
  confirm(proof: ConfirmTotp, options?: CallOptions): Promise<BackupCodes>;
  /**
   * Removes the second factor with its backup codes.
   *
   * @throws `PermissionError` `step_up_required`; `NotFoundError` `not_found`
   */
  remove(options?: CallOptions): Promise<void>;
  /**
   * Makes new backup codes; the old ones are worth nothing any more.
   *
   * @throws `PermissionError` `step_up_required`; `NotFoundError` `not_found`
   */
  backupCodes(options?: CallOptions): Promise<BackupCodes>;
}

const enrollment = object({ secret: string, otpauthUri: string });
const codes = object({ backupCodes: list(string) });
const nothing = (): null => null;
const rules: Fits = fits({ forms: { code: totpForm }, needed: ['code'] });

/**
 * Creates the part of a client that manages the shopper's second factor.
 *
 * @example
 * ```ts
 * import { createMfa } from '@fanfare/browser/mfa';
 * import { connect } from '@fanfare/browser/session';
 *
 * const mfa = createMfa(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { otpauthUri } = await mfa.enroll();
 * console.log(otpauthUri.length); // shown as a QR code
 * const { backupCodes } = await mfa.confirm({ code: '123456' });
 * console.log(backupCodes.length);
 * ```
 */
export function createMfa(connection: Connection): Mfa {
  const ask = createAsk(connection);
  return {
    enroll: (options) => ask<TotpEnrollment>(mfaRoutes.enroll, { check: enrollment, options }),
    confirm: (body, options) => ask<BackupCodes>(mfaRoutes.confirm, { body, rules, check: codes, options }),
    remove: (options) => ask<void>(mfaRoutes.remove, { check: nothing, options }),
    backupCodes: (options) => ask<BackupCodes>(mfaRoutes.backupCodes, { check: codes, options }),
  };
}
