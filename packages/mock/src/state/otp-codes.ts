import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { limits } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { addressKey } from './normalize-address.js';

/** What came of presenting a one-time code. */
export type OtpOutcome = 'ok' | 'invalid' | 'expired';

/** The one-time codes that are on their way. */
export interface OtpCodes {
  /** Makes a new code for an address; the one before it is worth nothing any more. */
  request(tenant: Tenant, address: string): void;
  /** Checks a code and spends it; after too many wrong guesses it is spent too. */
  take(claim: { readonly tenant: Tenant; readonly address: string; readonly code: string }): OtpOutcome;
  /** The unspent code for a tenant's address, with the end of its life in milliseconds since the epoch. */
  peek(tenant: Tenant, address: string): { readonly code: string; readonly expiresAt: number } | undefined;
  /** Forgets that a code went to an address. */
  drop(tenant: Tenant, address: string): void;
  /** The unspent codes, the newest first. */
  unspent(): readonly UnspentCode[];
  /** Reads the newest unspent code for an address, as the shopper would in their mail. */
  read(address: string): string | undefined;
}

/** A code that was not used yet. */
export interface UnspentCode {
  readonly address: string;
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

interface OtpRecord extends UnspentCode {
  wrongGuesses: number;
}

const digits = 6;
const maxWrongGuesses = 5;
/** How long after its end a code is remembered, so that who is late reads why: with it, an address is. */
const afterlifeMs = 600_000;
const noCode = '-'.repeat(digits);

/** Makes an empty mailbox. */
export function createOtpCodes({ clock }: MockContext): OtpCodes {
  const records = new Map<string, OtpRecord>();
  const salt = randomBytes(32);
  const keyOf = (tenant: Tenant, address: string): string =>
    createHmac('sha256', salt)
      .update(`${tenantKey(tenant)}/${address}`)
      .digest('base64url');

  /** Forgets a code in the end, unless another one took its place. The task itself must not know the address. */
  function planDrop(key: string, expiresAt: number): void {
    clock.schedule(expiresAt + afterlifeMs, () => {
      if (records.get(key)?.expiresAt === expiresAt) records.delete(key);
    });
  }

  return {
    request(tenant, address) {
      const key = keyOf(tenant, address);
      const expiresAt = clock.now() + limits.otpSeconds * 1000;
      const code = String(randomInt(10 ** digits)).padStart(digits, '0');
      records.delete(key); // so that the newest one stands last
      records.set(key, { address, code, expiresAt, wrongGuesses: 0 });
      planDrop(key, expiresAt);
    },
    take({ tenant, address, code }) {
      const key = keyOf(tenant, address);
      const record = records.get(key);
      // An address without a code costs as much time as one with a code.
      const fits = sameText(record?.code ?? noCode, code);
      if (record === undefined) return 'invalid';
      if (!fits) {
        record.wrongGuesses += 1;
        if (record.wrongGuesses >= maxWrongGuesses) records.delete(key);
        return 'invalid';
      }
      records.delete(key);
      return record.expiresAt <= clock.now() ? 'expired' : 'ok';
    },
    peek: (tenant, address) => records.get(keyOf(tenant, address)),
    unspent: () => [...records.values()].reverse(),
    drop: (tenant, address) => void records.delete(keyOf(tenant, address)),
    read(written) {
      const address = addressKey(written.includes('@') ? { email: written.trim() } : { phone: written });
      return [...records.values()].filter((record) => record.address === address).at(-1)?.code;
    },
  };
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
