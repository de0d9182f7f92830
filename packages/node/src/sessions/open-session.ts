import type { AuthSession } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core/base';
import { answer, tellTokens } from './answers.js';
import { revokeTokens } from './revoke-tokens.js';
import { keyOf, newSessionId } from './session-id.js';
import { lastEnd } from './session-limits.js';
import { holdTokens, type SessionRecord } from './session-record.js';
import type { SessionServices } from './session-services.js';
import type { LiveSession } from './visit.js';

/** What a sign-in leads to. */
export interface OpenSessionOptions {
  readonly services: SessionServices;
  /** The session that it takes the place of. */
  readonly before: LiveSession | null;
  /** From when the absolute limit goes on to run. @default it begins now */
  readonly since?: Pick<SessionRecord, 'createdAt' | 'partAt'> | undefined;
}

/**
 * Opens a session for what the platform answered, under an id that nobody has seen before, and ends the one before it: an id from before
 * the sign-in, planted or not, never becomes one of the shopper who signs in.
 */
export async function openSession(
  signedIn: AuthSession,
  { services, before, since }: OpenSessionOptions,
): Promise<Response> {
  const { vault, csrf, cookies, limits, clock, platform } = services;
  const now = clock.now();
  const record: SessionRecord = {
    id: newSessionId().slice(0, 22),
    session: signedIn.session,
    tokens: holdTokens(signedIn, now),
    generation: 0,
    createdAt: since?.createdAt ?? now,
    partAt: since?.partAt,
    openedAt: now,
    lastActiveAt: now,
  };
  const sessionId = newSessionId();
  try {
    await vault.create(await keyOf(sessionId), record);
  } catch (error) {
    if (isFanfareError(error)) await revokeTokens(record, { platform, now });
    throw error;
  }
  if (before !== null) await vault.remove(before.key);
  const { cookie } = await csrf.issue(sessionId);
  const maxAgeMs = lastEnd(record, limits) - now;
  return answer(tellTokens(record, { limits, now }), {
    cookies: [cookies.set(sessionId, maxAgeMs), cookie],
  });
}
