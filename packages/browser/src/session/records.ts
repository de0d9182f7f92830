import type { AuthSession, RefreshResult, SessionEndReason } from '@fanfare/contract';
import { newId } from '../stores/new-id.js';
import type { EndedRecord, LiveRecord, TokenRecord } from '../stores/token-record.js';
import { readLifetime } from './lifetime.js';
import { mediated, type Mediated } from './mediated.js';
import type { SessionConsumer } from './session.js';

/** Makes the record of a sign-in. */
export function signInRecord(
  answer: AuthSession & Mediated,
  at: { readonly epoch: number; readonly now: number },
): LiveRecord {
  const { type, consumerId, email, phone } = answer.session;
  const consumer: SessionConsumer = {
    type,
    consumerId,
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
  const { epoch, now } = at;
  return {
    kind: 'live',
    epoch,
    id: answer[mediated]?.id ?? newId(),
    generation: 0,
    revision: newId(),
    consumer,
    ...tokens(answer, now),
  };
}

/** Makes the record that follows a refresh: the next generation of the same sign-in, with nothing left to wait for. */
export function refreshedRecord(spent: LiveRecord, answer: RefreshResult, now: number): LiveRecord {
  const { kind, epoch, id, consumer } = spent;
  const generation = spent.generation + 1;
  return { kind, epoch, id, generation, revision: newId(), consumer, ...tokens(answer, now) };
}

/** Makes what is left of a session. */
export function endedRecord(record: LiveRecord, reason: SessionEndReason): EndedRecord {
  return { kind: 'ended', epoch: record.epoch, id: record.id, revision: newId(), reason };
}

/** Tells whether a store still has this pair, an older one of the same sign-in or an older sign-in: what a writer may replace. */
export function isReplaceable(current: TokenRecord | null, by: LiveRecord): boolean {
  if (current === null || current.epoch < by.epoch) return true;
  return current.kind === 'live' && current.id === by.id && current.generation <= by.generation;
}

/** Tells whether a store has something, and it is older than this pair. A store that was emptied is not behind. */
export function isBehind(current: TokenRecord | null, record: LiveRecord): boolean {
  if (current === null || !isReplaceable(current, record)) return false;
  return current.id !== record.id || (current.kind === 'live' && current.generation < record.generation);
}

type Tokens = Pick<LiveRecord, 'accessToken' | 'refreshToken' | 'beaconToken' | 'lifetimeMs' | 'receivedAt'>;

function tokens(answer: (AuthSession | RefreshResult) & Mediated, now: number): Tokens {
  const { accessToken, refreshToken, beaconToken } = answer;
  const lifetimeMs = answer[mediated]?.expiresInMs ?? readLifetime(accessToken);
  return { accessToken, refreshToken, beaconToken, lifetimeMs, receivedAt: now };
}
