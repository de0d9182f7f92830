import { headers as names } from '@fanfare/contract';
import { RateLimitError, type Clock } from '@fanfare/core/base';
import { createCallGate, type CallGate } from './call-gate.js';

/** How a server keeps within the limits of the platform by itself. */
export interface CallLimitOptions {
  /**
   * A limit of your own for all calls of this client, such as the share of one process.
   *
   * @default none beside those of the platform
   */
  readonly perMinute?: number | undefined;
  /** The longest that a call waits for its turn, in milliseconds; it fails with `rate_limited` then, unsent. @default 60_000 */
  readonly maxWaitMs?: number | undefined;
}

/** Lets a call go when its limit allows it, and learns from the answer. */
export interface CallLimiter {
  /**
   * Waits for a turn, then makes the call.
   *
   * @throws RateLimitError `rate_limited` where the wait was too long; the reason of the signal; what the call throws
   */
  run<Value extends { readonly headers: Headers }>(
    call: () => Promise<Value>,
    about: { readonly group: string; readonly signal: AbortSignal | undefined },
  ): Promise<Value>;
}

/** A refusal that does not say for how long. */
const shortestMs = 1_000;

/**
 * Creates a limiter. Calls of one group are counted together; which limit that is, the first answer tells, and groups that the platform holds to the
 * same number share it.
 */
export function createCallLimiter(
  { perMinute, maxWaitMs = 60_000 }: CallLimitOptions,
  clock: Clock,
): CallLimiter {
  const own = perMinute === undefined ? undefined : createCallGate(clock, perMinute);
  const byGroup = new Map<string, CallGate>();
  const byLimit = new Map<number, CallGate>();
  const gateOf = (group: string): CallGate => getOrMake(byGroup, group, () => createCallGate(clock));

  const enter = async (group: string, signal: AbortSignal): Promise<CallGate> => {
    await own?.pass(signal);
    try {
      for (;;) {
        const gate = gateOf(group);
        await gate.pass(signal);
        if (gate === gateOf(group)) return gate;
        gate.done(); // the limit became known meanwhile, and is another one
      }
    } catch (error) {
      own?.done();
      throw error;
    }
  };

  /** Ends a call, and finds out by its answer which limit holds for its group. */
  const settle = (entered: CallGate, { group, limit, remaining, closedMs, failed }: Settled): void => {
    own?.done();
    const isTold = limit !== undefined && remaining !== undefined && limit >= 1;
    const gate = isTold ? getOrMake(byLimit, limit, () => createCallGate(clock, limit)) : gateOf(group);
    byGroup.set(group, gate);
    if (closedMs !== undefined) gate.close(closedMs);
    if (gate === entered) {
      if (!isTold && failed !== true) gate.open();
      return gate.done(remaining);
    }
    if (isTold) gate.learn(remaining);
    if (isTold || failed !== true) entered.open(); // who waits there goes on to the other one
    entered.done();
  };

  return {
    async run(call, { group, signal }) {
      const gate = await withinTime((until) => enter(group, until), { clock, maxWaitMs, signal });
      try {
        const answer = await call();
        const [limit, remaining] = [names.rateLimitLimit, names.rateLimitRemaining].map((name) =>
          readCount(answer.headers.get(name)),
        );
        settle(gate, { group, limit, remaining });
        return answer;
      } catch (error) {
        settle(gate, { group, ...refusalOf(error) });
        throw error;
      }
    },
  };
}

interface Settled {
  readonly group: string;
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
  /** For how long nothing goes; `undefined` where the call was not refused. */
  readonly closedMs?: number | undefined;
  /** The call failed, which says nothing of limits by itself. */
  readonly failed?: true;
}

/** What a failed call tells of a limit: something where it was refused for one, else nothing. */
function refusalOf(error: unknown): Omit<Settled, 'group'> {
  if (!(error instanceof RateLimitError) || error.status !== 429) return { failed: true };
  const { limit, remaining = 0, retryAfterMs = shortestMs } = error;
  return { failed: true, limit, remaining, closedMs: retryAfterMs };
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function readCount(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

interface Bounds {
  readonly clock: Clock;
  readonly maxWaitMs: number;
  readonly signal: AbortSignal | undefined;
}

async function withinTime<Value>(
  wait: (signal: AbortSignal) => Promise<Value>,
  { clock, maxWaitMs, signal }: Bounds,
): Promise<Value> {
  const over = new AbortController();
  const abort = (): void => over.abort(signal?.reason);
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const cancel = clock.setTimeout(() => over.abort(tooLong(maxWaitMs)), maxWaitMs);
  try {
    return await wait(over.signal);
  } finally {
    cancel();
    signal?.removeEventListener('abort', abort);
  }
}

function tooLong(maxWaitMs: number): RateLimitError {
  return new RateLimitError(
    `The call was not sent: it waited ${maxWaitMs} ms for its turn within the limits of the platform. Make fewer calls, or set limitCalls.maxWaitMs.`,
    { code: 'rate_limited', retryable: true },
  );
}
