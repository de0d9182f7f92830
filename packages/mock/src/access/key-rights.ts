import type { KeyScope, MemberId } from '@fanfare/contract';

/** What a credential of a server may do. */
export interface KeyRights {
  readonly scopes: readonly KeyScope[];
  /** Addresses and ranges that it may be used from; empty for any. */
  readonly allowedIps: readonly string[];
  /** The member whose roles limit it; `null` where no role does. */
  readonly memberId: MemberId | null;
}

/** The rights of a key that nothing limits. */
export const everyRight: KeyRights = { scopes: ['admin'], allowedIps: [], memberId: null };
