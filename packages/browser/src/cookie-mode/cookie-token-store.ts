import type { PageSession, SessionEndReason } from '@fanfare/contract';
import { newId } from '../stores/new-id.js';
import type { LiveRecord, TokenRecord } from '../stores/token-record.js';
import type { TokenStore } from '../stores/token-store.js';

/** A store that asks the backend for what this tab does not know. Nothing of it outlives the page. */
export interface CookieTokenStore extends TokenStore {
  /** The sign-in that this tab knows of. */
  readonly id: string | undefined;
  /** Takes over what the backend said about a session that this tab did not know. */
  adopt(session: PageSession): void;
  /** Has the next reading ask. */
  doubt(): void;
}

/**
 * Creates the store.
 *
 * @param onRevoked - Hears of a session that the platform ended in its answer to this page: the backend cannot know of it.
 */
export function cookieTokenStore(
  look: () => Promise<PageSession | null>,
  onRevoked: (id: string) => void = () => undefined,
): CookieTokenStore {
  let kept: TokenRecord | null = null;
  let isDoubted = false;

  const end = (reason: SessionEndReason): void => {
    if (kept?.kind !== 'live') return;
    kept = { kind: 'ended', epoch: kept.epoch, id: kept.id, revision: newId(), reason };
  };
  const adopt = (session: PageSession): void => {
    if (kept?.id === session.id) return; // also where it ended here, and the backend has yet to hear of it
    kept = recordOf(session, (kept?.epoch ?? 0) + 1);
  };

  return {
    get id() {
      return kept?.id;
    },
    adopt,
    doubt() {
      isDoubted = true;
    },
    async read() {
      if (kept?.kind === 'live' && !isDoubted) return kept;
      const before = kept;
      const session = await look();
      if (kept !== before) return kept; // somebody signed in or out here meanwhile
      isDoubted = false;
      if (session === null) end('expired');
      else adopt(session);
      return kept;
    },
    async write(record, expected) {
      if ((kept?.revision ?? null) !== expected) return false;
      kept = record;
      if (record.kind === 'ended' && record.reason === 'revoked') onRevoked(record.id);
      return true;
    },
  };
}

/** Without an access token: the first call that needs one gets it. */
function recordOf({ id, session, openedAt }: PageSession, leastEpoch: number): LiveRecord {
  const { type, consumerId, email, phone } = session;
  return {
    kind: 'live',
    id,
    epoch: Math.max(openedAt, leastEpoch),
    generation: 0,
    revision: newId(),
    consumer: {
      type,
      consumerId,
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
    },
    accessToken: '',
    refreshToken: handleOf({ id, generation: -1 }),
    beaconToken: '',
    lifetimeMs: 0,
    receivedAt: 0,
  };
}

/** What this page has in the place of a refresh token: the name of what it had last. It opens nothing. */
export function handleOf({ id, generation }: { readonly id: string; readonly generation: number }): string {
  return `cookie-mode/${id}/${String(generation)}`;
}

/** Reads which tokens a handle names. */
export function readHandle(handle: unknown): { readonly id: string; readonly after: number } {
  const [, id = '', generation = '-1'] = String(handle).split('/');
  return { id, after: Number(generation) };
}
