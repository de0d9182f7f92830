import type { SessionEndReason } from '@fanfare/contract';
import type { SessionConsumer } from '../session/session.js';

/** A session as it is kept in a store. */
export interface LiveRecord {
  readonly kind: 'live';
  /** Orders sign-ins: a later one has a higher number. */
  readonly epoch: number;
  /** Names the sign-in; random. */
  readonly id: string;
  /** Counts refreshes since the sign-in. */
  readonly generation: number;
  /** Random, new with every write. */
  readonly revision: string;
  readonly consumer: SessionConsumer;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly beaconToken: string;
  /** `exp − iat` of the access token, in milliseconds. */
  readonly lifetimeMs: number;
  /** When the access token arrived, by the clock of this device. */
  readonly receivedAt: number;
  /** When an exchange of the refresh token began whose answer is not in yet. */
  readonly startedAt?: number;
  /** Until when every tab waits after a failed refresh. */
  readonly backoff?: SharedBackoff;
  /** Who may exchange the refresh token, in browsers without Web Locks. */
  readonly lease?: { readonly name: string; readonly by: string; readonly until: number };
}

/** What remains of a session that ended: no token, only the fact. */
export interface EndedRecord {
  readonly kind: 'ended';
  readonly epoch: number;
  readonly id: string;
  readonly revision: string;
  readonly reason: SessionEndReason;
}

/** What a store holds. */
export type TokenRecord = LiveRecord | EndedRecord;

/** A back-off that all tabs observe. */
export interface SharedBackoff {
  /** When the refresh failed, by the clock of this device. */
  readonly failedAt: number;
  readonly delayMs: number;
  /** How many refreshes failed in a row. */
  readonly attempt: number;
  /** What failed, as a code; tabs that wait report it. */
  readonly code: string;
  readonly status?: number;
  /** The platform named the delay itself. */
  readonly ordered?: boolean;
}
