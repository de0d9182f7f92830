import { cookieMode } from '@fanfare/contract';
import { readCookie } from '../web-security/read-cookie.js';
import type { SessionServices } from './session-services.js';
import { isSessionId, keyOf } from './session-id.js';
import type { SessionRecord } from './session-record.js';

/** A session that goes on, as a request brought it. */
export interface LiveSession {
  readonly sessionId: string;
  readonly key: string;
  readonly record: SessionRecord;
}

/** A request, and whose it is. */
export interface Visit {
  readonly request: Request;
  /** `null` for a visitor, and for whoever brings an id that opens nothing. */
  readonly live: LiveSession | null;
  readonly userAgent: string | undefined;
}

/** Finds out whose request it is: by the cookie alone. */
export async function openVisit(request: Request, { vault }: Pick<SessionServices, 'vault'>): Promise<Visit> {
  const userAgent = request.headers.get('user-agent')?.slice(0, 512);
  const sessionId = readCookie(request, cookieMode.sessionCookie);
  if (!isSessionId(sessionId)) return { request, live: null, userAgent };
  const key = await keyOf(sessionId);
  const record = await vault.open(key);
  return { request, live: record === null ? null : { sessionId, key, record }, userAgent };
}
