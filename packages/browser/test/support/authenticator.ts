import { totpCode, totpStep } from '../../../mock/src/auth/totp.js';
import { fromBase32 } from '../../../mock/test/support/from-base32.js';
import type { FanfareClient } from '../../src/index.js';
import type { Shop } from './shop.js';

/** A shopper's authenticator. */
export interface Authenticator {
  readonly backupCodes: readonly string[];
  /** The code of this moment. */
  code(): string;
}

/** Signs in with a one-time code. */
export async function signIn(
  shop: Shop,
  { client, email }: { client: FanfareClient; email: string },
): Promise<void> {
  await client.auth.requestOtp({ email });
  await client.auth.verifyOtp({ email, code: shop.platform.otpFor(email) ?? '' });
}

/** Enrolls and confirms a second factor, and waits until its next code. */
export async function enroll(shop: Shop, client: FanfareClient): Promise<Authenticator> {
  const { secret } = await client.mfa.enroll();
  const key = fromBase32(secret);
  const code = (): string => totpCode(key, totpStep(shop.platform.clock.now()));
  const { backupCodes } = await client.mfa.confirm({ code: code() });
  await shop.pass(30_000);
  return { backupCodes, code };
}
