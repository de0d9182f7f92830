import { expect } from 'vitest';
import { totpCode, totpStep } from '../../../../packages/mock/src/auth/totp.js';
import { fromBase32 } from '../../../../packages/mock/test/support/from-base32.js';
import type { Stage } from '../stage.ts';

/** A member enrolls an authenticator, shows it, and gives it up. */
export async function secondFactor(stage: Stage): Promise<void> {
  const { client } = await stage.member('mfa@example.com');
  const secret = fromBase32((await client.mfa.enroll()).secret);
  const code = (): string => totpCode(secret, totpStep(stage.platform.clock.now()));
  const { backupCodes } = await client.mfa.confirm({ code: code() });
  await stage.platform.clock.advance('10m');
  await expect(client.mfa.remove()).rejects.toMatchObject({ code: 'step_up_required' });
  await client.auth.stepUp({ code: code() });
  expect((await client.mfa.backupCodes()).backupCodes).toHaveLength(backupCodes.length);
  await client.mfa.remove();
}
