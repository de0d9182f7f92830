import type { ConsumerId } from '@fanfare/contract';
import type { ConsumerStatus } from '@fanfare/contract/admin';
import type { Patch, RowBase } from './table.js';

/** What a merchant keeps with a consumer. */
export type ConsumerMetadata = Record<string, string | number | boolean | (string | number | boolean)[]>;

/** A shopper, guest or signed in. */
export interface Consumer extends RowBase {
  readonly id: ConsumerId;
  isGuest: boolean;
  email: string | undefined;
  phone: string | undefined;
  fullName: string | undefined;
  metadata: ConsumerMetadata;
  smsOptOut: boolean;
  status: ConsumerStatus;
  /** When a session was last opened, in milliseconds since the epoch. */
  lastLoginAt: number | null;
  /** Proven by a one-time code. */
  readonly verified: Set<string>;
}

/** The profile fields that can be filled in later. */
export type ProfileFields = Patch<Pick<Consumer, 'email' | 'phone' | 'fullName'>>;

/** How a consumer came to be. */
export type ConsumerSource = 'guest' | 'otp' | 'external' | 'admin' | 'import';

/** What a merchant may write about a consumer. */
export type ConsumerPatch = Patch<
  Pick<Consumer, 'email' | 'phone' | 'fullName' | 'metadata' | 'smsOptOut' | 'status'>
>;

/** The addresses of a consumer, as they are looked up. */
export function addressesOf({ email, phone, verified }: Consumer): readonly string[] {
  return [...new Set([email, phone, ...verified])].filter((address) => address !== undefined);
}
