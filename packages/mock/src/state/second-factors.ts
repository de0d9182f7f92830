import { createHash, randomBytes } from 'node:crypto';
import type { ConsumerId } from '@fanfare/contract';
import { base32 } from '../auth/base32.js';
import { matchTotp } from '../auth/totp.js';
import type { MockContext } from '../context.js';

/** The second factors of the consumers of all tenants. */
export interface SecondFactors {
  /** Whether a consumer has a second factor that counts. */
  has(consumerId: ConsumerId): boolean;
  /** Makes a secret that counts once it is confirmed; one before it that was not is forgotten. */
  enroll(consumerId: ConsumerId): string;
  /** Confirms the secret with its first code; answers with backup codes, or with why not. */
  confirm(consumerId: ConsumerId, code: string): readonly string[] | 'not_enrolled' | 'wrong_code';
  /** Spends a code of the authenticator. */
  takeCode(consumerId: ConsumerId, code: string): boolean;
  /** Spends a backup code. */
  takeBackupCode(consumerId: ConsumerId, code: string): boolean;
  /** Makes new backup codes in place of the old ones; `undefined` where there is no second factor. */
  renewBackupCodes(consumerId: ConsumerId): readonly string[] | undefined;
  /** Forgets the second factor of a consumer; tells whether there was one. */
  remove(consumerId: ConsumerId): boolean;
}

interface Factor {
  readonly secret: Uint8Array;
  lastStep: number;
  isConfirmed: boolean;
  /** Hashes of the codes that are left. With 80 random bits each, no slow hash is needed. */
  backupCodes: Set<string>;
}

const secretBytes = 20; // RFC 4226 §4: 160 bits are recommended
const backupCodeBytes = 10;
const backupCodeCount = 10;

/** Makes an empty set of second factors. */
export function createSecondFactors({ clock }: MockContext): SecondFactors {
  const factors = new Map<ConsumerId, Factor>();
  const confirmed = (consumerId: ConsumerId): Factor | undefined => {
    const factor = factors.get(consumerId);
    return factor?.isConfirmed === true ? factor : undefined;
  };

  function takeCode(factor: Factor, code: string): boolean {
    const { secret, lastStep } = factor;
    const step = matchTotp({ secret, code, now: clock.now(), lastStep });
    if (step === undefined) return false;
    factor.lastStep = step;
    return true;
  }

  function issueBackupCodes(factor: Factor): readonly string[] {
    const codes = Array.from({ length: backupCodeCount }, newBackupCode);
    factor.backupCodes = new Set(codes.map(hash));
    return codes;
  }

  return {
    has: (consumerId) => confirmed(consumerId) !== undefined,
    enroll(consumerId) {
      const secret = randomBytes(secretBytes);
      factors.set(consumerId, { secret, lastStep: -1, isConfirmed: false, backupCodes: new Set() });
      return base32(secret);
    },
    confirm(consumerId, code) {
      const factor = factors.get(consumerId);
      if (factor === undefined || factor.isConfirmed) return 'not_enrolled';
      if (!takeCode(factor, code)) return 'wrong_code';
      factor.isConfirmed = true;
      return issueBackupCodes(factor);
    },
    takeCode(consumerId, code) {
      const factor = confirmed(consumerId);
      return factor !== undefined && takeCode(factor, code);
    },
    takeBackupCode: (consumerId, code) => confirmed(consumerId)?.backupCodes.delete(hash(code)) ?? false,
    renewBackupCodes(consumerId) {
      const factor = confirmed(consumerId);
      return factor && issueBackupCodes(factor);
    },
    remove: (consumerId) => factors.delete(consumerId),
  };
}

function newBackupCode(): string {
  const text = base32(randomBytes(backupCodeBytes)).toLowerCase();
  return (text.match(/.{4}/g) ?? []).join('-');
}

function hash(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
