import { FanfareError, isFanfareError, sleep } from '@fanfare/core';
import type { RefreshResult, SessionEndReason } from '@fanfare/contract';
import type { GuardedTokenStore } from '../stores/guarded-token-store.js';
import type { LiveRecord, TokenRecord } from '../stores/token-record.js';
import { updateRecord } from '../stores/update-record.js';
import { endReason } from './end-reason.js';
import { isUnfinished } from './lifetime.js';
import { isAmbiguous, isAnswerLost, repeatPause } from './lost-answer.js';
import { endedRecord, isReplaceable, refreshedRecord } from './records.js';
import { planBackoff, remainingBackoff } from './shared-backoff.js';
import { isNewer } from './machine.js';
import type { MachineEvent, Model } from './machine.js';
import type { SessionClock, TokenExchange } from './session.js';
import { withDeadline } from './with-deadline.js';

/** What an exchange needs of the session it belongs to. */
export interface ExchangeContext {
  readonly model: () => Model;
  readonly dispatch: (event: MachineEvent) => void;
  /** Whether the access token of the model's record may be handed out. */
  readonly isUsable: () => boolean;
  /** The highest generation of a sign-in that another tab has announced. */
  readonly announced: (id: string) => number;
  readonly exchange: TokenExchange;
  readonly store: GuardedTokenStore;
  readonly clock: SessionClock;
  readonly random: () => number;
  /** Ends everything when the session is destroyed. */
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

/** A tab that took longer than this from reading the record to sending may have been frozen meanwhile: it reads again. */
const staleReadMs = 1_000;
const maxRounds = 4;
/** How often to hold back for newer tokens that another tab announced and the store does not show. */
const maxBlocked = 3;

/**
 * Gets a pair that is newer than `from`: from the store where another tab was faster, otherwise from the
 * platform. Runs under the lock. What comes of it is dispatched; nothing is thrown but what made it impossible.
 */
export async function refreshExchange(context: ExchangeContext, from: LiveRecord): Promise<void> {
  const { store, clock, model, dispatch, isUsable } = context;
  for (let round = 0; round < maxRounds; round++) {
    const readAt = clock.now();
    dispatch({ type: 'seen', record: await store.read() });
    const { record, cleared } = model();
    if (record === null) return;
    if (isNewer(record, from) && isUsable()) return;
    const wait = record.backoff;
    if (wait !== undefined && wait.failedAt !== cleared && remainingBackoff(wait, clock.now()) > 0) return;
    const isBehind = context.announced(record.id) > record.generation && (wait?.attempt ?? 0) < maxBlocked;
    if (isBehind) return fail(context, { record, error: unreadable(), failures: 1 });
    const isMarked = await markStarted(context, record);
    const isFresh = Math.abs(clock.now() - readAt) <= staleReadMs || round === maxRounds - 1;
    if (isMarked && isFresh) return send(context, record);
  }
}

/** Notes durably that the refresh token is about to be spent; false when the store has moved on. */
async function markStarted({ store, clock }: ExchangeContext, record: LiveRecord): Promise<boolean> {
  const startedAt = clock.now();
  const { outcome } = await updateRecord(store, (current) => {
    if (!isReplaceable(current, record)) return undefined;
    const marked = isSamePair(current, record) ? current : record;
    // Of several tries in a row the first counts: the platform's leeway runs from there.
    return isUnfinished(marked, startedAt) ? marked : { ...marked, startedAt };
  });
  return outcome !== 'kept'; // a store that takes no write does not keep anybody from going on
}

async function send(context: ExchangeContext, record: LiveRecord): Promise<void> {
  const { clock, random, signal, deadlineMs, exchange } = context;
  let failures = 1;
  const refresh = async (signal: AbortSignal): Promise<RefreshResult> => {
    try {
      return await exchange.refresh(record.refreshToken, signal);
    } catch (error) {
      if (record.backoff !== undefined || !isAnswerLost(error)) throw error;
    }
    // Once more, and soon: the platform repeats a lost answer for a short leeway only.
    failures = 2;
    await sleep(repeatPause(random), { clock, signal });
    return exchange.refresh(record.refreshToken, signal);
  };
  let answer: RefreshResult;
  try {
    answer = await withDeadline(refresh, { clock, ms: deadlineMs, signal });
  } catch (error) {
    const reason = endReason(error, 'refresh');
    return reason === undefined
      ? fail(context, { record, error, failures })
      : refuse(context, record, reason);
  }
  return commit(context, record, answer);
}

async function commit(context: ExchangeContext, spent: LiveRecord, answer: RefreshResult): Promise<void> {
  const { clock, store, dispatch, model } = context;
  const record = refreshedRecord(spent, answer, clock.now());
  if (model().record?.id !== spent.id) return dispatch({ type: 'refreshed', record }); // late: nothing to store
  const { outcome, current, next } = await updateRecord(store, (current) =>
    isReplaceable(current, spent) ? record : undefined,
  );
  if (outcome === 'kept') dispatch({ type: 'seen', record: current });
  dispatch({ type: 'refreshed', record: next ?? record });
}

/** The platform ended the session, unless its refusal is about a pair that another tab has long replaced. */
async function refuse(context: ExchangeContext, record: LiveRecord, reason: SessionEndReason): Promise<void> {
  const { outcome, current } = await updateRecord(context.store, (current) =>
    isReplaceable(current, record) ? endedRecord(record, reason) : undefined,
  );
  if (outcome === 'kept') context.dispatch({ type: 'seen', record: current });
  else context.dispatch({ type: 'refused', id: record.id, generation: record.generation, reason });
}

interface Failure {
  readonly record: LiveRecord;
  readonly error: unknown;
  readonly failures: number;
}

async function fail(context: ExchangeContext, failure: Failure): Promise<void> {
  const { clock, random, store, dispatch, signal } = context;
  const { record, failures } = failure;
  if (signal.aborted) return;
  const error = asFanfareError(failure.error);
  const backoff = planBackoff({ previous: record.backoff, error, failures, now: clock.now(), random });
  const { outcome, current, next } = await updateRecord(store, (current) => {
    if (!isReplaceable(current, record)) return undefined;
    const { lease: _, startedAt, ...rest } = isSamePair(current, record) ? current : record;
    return { ...rest, backoff, ...(startedAt !== undefined && isAmbiguous(error) && { startedAt }) };
  });
  if (outcome === 'kept') dispatch({ type: 'seen', record: current });
  else dispatch({ type: 'failed', record: next ?? { ...record, backoff } });
}

function isSamePair(current: TokenRecord | null, record: LiveRecord): current is LiveRecord {
  return current?.kind === 'live' && current.id === record.id && current.generation === record.generation;
}

function asFanfareError(error: unknown): FanfareError {
  if (isFanfareError(error)) return error;
  const message = 'The refresh failed before an answer; the session is kept and the refresh tried again.';
  return new FanfareError(message, { code: 'network_error', retryable: true, cause: error });
}

function unreadable(): FanfareError {
  const message = 'Another tab has newer tokens and the store cannot be read; try again later.';
  return new FanfareError(message, { code: 'storage_unavailable', retryable: true });
}
