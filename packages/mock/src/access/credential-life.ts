import type { Timestamp } from '@fanfare/contract';
import type { ApiKey } from '@fanfare/contract/admin';
import { isoTime } from '../state/iso-time.js';
import type { RowBase, RowOf } from '../state/table.js';

/** What is kept of the life of a credential. Times are milliseconds since the epoch. */
export interface CredentialLife {
  readonly name: string;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

type Credential = Pick<RowBase, 'archived'> & Pick<RowOf<CredentialLife>, keyof CredentialLife>;

/** Tells whether a credential is over: revoked, replaced, or too old. */
export function hasEnded({ archived, expiresAt }: Credential, now: number): boolean {
  return archived || (expiresAt !== null && expiresAt <= now);
}

/** Describes the life of a credential as it goes over the wire. */
export function lifeOf(
  credential: Credential,
  now: number,
): Pick<ApiKey, 'name' | 'status' | 'expiresAt' | 'lastUsedAt'> {
  const { name, expiresAt, lastUsedAt } = credential;
  const time = (ms: number | null): Timestamp | null => (ms === null ? null : isoTime(ms));
  const status = hasEnded(credential, now) ? 'ended' : 'active';
  return { name, status, expiresAt: time(expiresAt), lastUsedAt: time(lastUsedAt) };
}
