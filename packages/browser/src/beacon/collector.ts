import { beaconRoutes } from '@fanfare/contract';
import { backoff, isFanfareError, singleFlight } from '@fanfare/core';
import type { Connection } from '../connection.js';
import type { ClientEvents } from '../events.js';
import { refusedArgument } from '../resources/refused-argument.js';
import { collecting } from './collecting.js';
import { bytesOf, createEventQueue, type WaitingEvent } from './event-queue.js';

/** Gathers events, and sends them together. */
export interface Collector {
  /** @throws `RequestError` `invalid_request` where an event cannot be written, or is larger than a request may be */
  add(event: object, what: string): void;
  /**
   * Sends what waits now.
   *
   * @throws what the first request that fails fails with
   */
  flush(): Promise<void>;
}

/** What a collector is made of. */
export interface CollectorOptions {
  /** Fills in what events do not say themselves, with `from` where something has to be asked for. */
  readonly complete: (events: readonly object[], from: Connection) => Promise<readonly object[]>;
}

/** Kept free for what is filled in later: the id of the organization, and the comma behind the event. */
const reserveBytes = 160;

type Dropped = ClientEvents['beacon:dropped'];

/**
 * Creates a collector. Its events live in the memory of the page; every one has an id, so that one that is sent again after
 * an answer got lost counts once. Nothing is listened to and no timer runs before the first event.
 */
export function createCollector(connection: Connection, { complete }: CollectorOptions): Collector {
  const { events, consent, host, signal: ending, options } = connection;
  const { clock, random } = options;
  const queue = createEventQueue({ events: collecting.keptEvents, bytes: collecting.keptBytes });
  let withdrawing = new AbortController();
  let isListening = false;
  let cancelTimer: (() => void) | undefined;
  let failures = 0;
  let retryAfterMs = 0;
  let mostEvents: number = collecting.requestEvents;
  const underWay = new Set<readonly WaitingEvent[]>();
  let hasSent = false;

  const dropped = (count: number, reason: Dropped['reason'], code: string | null = null): void => {
    if (count > 0) events.emit('beacon:dropped', { count, reason, code });
  };
  const isOffline = (): boolean => host.page?.online() === false;
  const stopTimer = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
  };

  const plan = (): void => {
    const { oldestAt } = queue;
    if (oldestAt === undefined) return stopTimer();
    if (cancelTimer !== undefined || ending.aborted) return;
    const leftMs = oldestAt + collecting.maxAgeMs + 1 - clock.now();
    cancelTimer = clock.setTimeout(onTimer, Math.max(0, Math.min(waitMs(), leftMs)));
  };
  const waitMs = (): number => {
    if (isOffline()) return collecting.offlineMs;
    if (failures === 0) return hasSent ? collecting.waitMs : collecting.firstWaitMs;
    const pause = backoff({ attempt: failures, ...collecting.retry, random });
    return Math.max(retryAfterMs, collecting.waitMs) + pause;
  };
  const onTimer = (): void => {
    cancelTimer = undefined;
    dropOld();
    if (isOffline()) plan();
    else sendUnheard();
  };
  const dropOld = (): void => dropped(queue.dropBefore(clock.now() - collecting.maxAgeMs), 'too_old');

  /** Whoever took back their consent has nothing more told about them, not even what is just being sent. */
  const empty = (): void => {
    withdrawing.abort();
    withdrawing = new AbortController();
    dropped(queue.clear(), 'withdrawn');
    stopTimer();
  };

  const checkConsent = (): void => {
    if (!consent.allows('analytics')) empty();
  };

  /** Returns how many events it has done with. */
  const sendOne = async (room: number): Promise<number> => {
    dropOld();
    checkConsent();
    const batch = queue.take({ events: mostEvents, bytes: room });
    if (batch.length === 0) return 0;
    const { signal } = withdrawing;
    underWay.add(batch);
    try {
      await tell(batch, connection, signal);
      hasSent = true;
      failures = 0;
      retryAfterMs = 0;
      mostEvents = collecting.requestEvents;
      return batch.length;
    } catch (error) {
      if (ending.aborted) throw ending.reason;
      if (!signal.aborted) return failed(batch, error);
      dropped(batch.length, 'withdrawn');
      return batch.length;
    } finally {
      underWay.delete(batch);
      stopTimer();
      plan();
    }
  };
  const tell = async (
    batch: readonly WaitingEvent[],
    from: Connection,
    signal?: AbortSignal,
  ): Promise<void> => {
    const [first, ...others] = await complete(
      batch.map(({ event }) => event),
      from,
    );
    signal?.throwIfAborted();
    const call =
      others.length === 0
        ? { route: beaconRoutes.track, body: first }
        : { route: beaconRoutes.trackBatch, body: [first, ...others] };
    await from.sendAs({ ...call, signal, keepalive: true, maxRetries: 0 });
  };

  /** One bad event does not take the others along: what is refused is sent again in halves, down to the one that is bad. */
  const failed = (batch: readonly WaitingEvent[], error: unknown): number => {
    const refusal = isFanfareError(error) ? error : undefined;
    const isMixed = refusal?.status === 400 && batch.length > 1;
    if (isMixed || refusal?.retryable === true) dropped(queue.putBack(batch), 'full');
    else dropped(batch.length, 'refused', refusal?.code);
    if (isMixed) mostEvents = Math.ceil(batch.length / 2);
    if (isMixed) return 0;
    if (refusal?.retryable === true) failures += 1;
    retryAfterMs = refusal?.retryAfterMs ?? 0;
    throw error;
  };

  const flush = singleFlight(async () => {
    stopTimer();
    // What is collected meanwhile waits for others again.
    for (let left = queue.size; left > 0 && queue.size > 0;) left -= await sendOne(collecting.requestBytes);
  });
  /** Who fails is told by the events, and tried again by the timer. */
  const sendUnheard = (): void => void flush().catch(() => undefined);

  /** The page may be gone a moment later: what fits goes at once, beside what is under way. */
  const leave = (): void => {
    const room = collecting.requestBytes - bytesOf([...underWay].flat());
    if (!isOffline()) sendOne(room).catch(() => undefined);
  };

  /** The client is over, the page may not be: what waits, and what was cut short, is sent by what outlives a client. */
  const sendLast = async (): Promise<void> => {
    const outliving = { ...connection, sendAs: connection.sendLast };
    queue.putBack([...underWay].flat());
    if (isOffline() || !consent.allows('analytics')) return void queue.clear();
    const most = { events: collecting.requestEvents, bytes: collecting.requestBytes };
    while (queue.size > 0) await tell(queue.take(most), outliving);
  };

  const listen = (): void => {
    if (isListening) return;
    isListening = true;
    const undo = [
      host.page?.listen((event) => {
        if (event === 'hidden' || event === 'pagehide') leave();
        if (event === 'online') sendUnheard();
      }),
      events.on('consent:withdrawn', checkConsent),
      events.on('auth:logout', checkConsent),
    ];
    const stop = (): void => {
      stopTimer();
      for (const each of undo) each?.();
      sendLast().catch(() => queue.clear()); // nobody is there any more to try again
    };
    ending.addEventListener('abort', stop, { once: true });
  };

  return {
    add(event, what) {
      const waiting = { ...written(event, what), at: clock.now() };
      listen();
      dropped(queue.add(waiting), 'full');
      const isFull = queue.size >= collecting.batchEvents || queue.bytes >= collecting.requestBytes;
      if (isFull && failures === 0 && !isOffline()) sendUnheard();
      else plan();
    },
    flush,
  };
}

/** As it is now: whoever changes it later changes nothing that waits. */
function written(event: object, what: string): Pick<WaitingEvent, 'event' | 'bytes'> {
  let text: string;
  try {
    text = JSON.stringify(event);
  } catch {
    throw refusedArgument(`${what} cannot be written as JSON`);
  }
  const bytes = new TextEncoder().encode(text).length + reserveBytes;
  if (bytes > collecting.requestBytes) {
    throw refusedArgument(`${what} is too large to be collected; use beacon.track`);
  }
  return { event: JSON.parse(text) as object, bytes };
}
