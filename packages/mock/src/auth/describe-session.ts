import type { ConsumerSession } from '@fanfare/contract/admin';
import { isoTime } from '../state/iso-time.js';
import type { SessionRecord } from '../state/sessions.js';

/** Describes a session to its owner or the merchant: what its owner knows it by, and nothing that could be used. */
export function describeSession(session: SessionRecord): ConsumerSession {
  const { id, familyId, createdAt, lastUsedAt, deviceLabel } = session;
  return {
    id,
    familyId,
    createdAt: isoTime(createdAt),
    lastUsedAt: isoTime(lastUsedAt),
    deviceLabel,
  };
}
