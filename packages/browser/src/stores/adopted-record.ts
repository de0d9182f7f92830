import type { ConsumerId } from '@fanfare/contract';
import type { newId } from './new-id.js';
import type { LiveRecord } from './token-record.js';

/** What the platform's own SDK left, as it stands in storage. */
export interface LeftSession {
  readonly session: string;
  readonly refreshToken: string;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/** What the engine hands over, so that this file shares no code with it: that would be a file more in the first load of every page. */
export interface AdoptionTools {
  readonly newId: typeof newId;
  readonly idPattern: RegExp;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Makes a record of a session that another SDK left; `undefined` where it cannot be one. Only the refresh token is taken on trust,
 * and it proves itself: the access token counts as expired.
 */
export function adoptedRecord(
  { session, refreshToken, now }: LeftSession,
  { newId, idPattern }: AdoptionTools,
): LiveRecord | undefined {
  const left = membersOf(parsed(session));
  const { consumerId, type, isGuest, email, phone } = membersOf(left['session'] ?? left);
  const token: unknown = parsed(refreshToken) ?? refreshToken; // it may be quoted
  if (typeof consumerId !== 'string' || !idPattern.test(consumerId)) return undefined;
  if (typeof token !== 'string' || token.length < 16 || token.length > 512) return undefined;
  const { accessToken } = left;
  return {
    kind: 'live',
    epoch: now,
    id: newId(),
    generation: 0,
    revision: newId(),
    consumer: {
      consumerId: consumerId as ConsumerId, // of the form that ids have
      type: typeof type === 'string' ? type : isGuest === true ? 'guest' : 'authenticated',
      ...(typeof email === 'string' && { email }),
      ...(typeof phone === 'string' && { phone }),
    },
    accessToken: typeof accessToken === 'string' ? accessToken : '',
    refreshToken: token,
    beaconToken: '',
    lifetimeMs: 0,
    receivedAt: 0,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Members {
  return Object(value) as Members; // an object has string keys
}
