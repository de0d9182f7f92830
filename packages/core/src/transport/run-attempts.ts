import { reportUncaught } from '../report-uncaught.js';
import { RateLimitError } from '../errors/error-classes.js';
import type { RateLimitFacts } from '../errors/read-rate-limit.js';
import type { FanfareError } from '../errors/fanfare-error.js';
import { sleep } from '../sleep.js';
import type { AttemptEvent } from './attempt-event.js';
import { endedError } from './ended-error.js';
import { exchange, type Reply } from './exchange.js';
import { mergeHeaders } from './merge-headers.js';
import type { Plan } from './plan-call.js';
import { readAnswer } from './read-answer.js';
import { readVersion, type VersionFacts } from './read-version.js';
import { isPassing, retryWait } from './retry-rule.js';
import { openScope, type Scope } from './scope.js';
import type { Settings } from './settings.js';
import type { Answer } from './transport.js';
import { untilAborted } from './until-aborted.js';

/** A call under way: what is fixed, and what one attempt leaves to the next. */
interface Run {
  readonly plan: Plan;
  readonly settings: Settings;
  readonly scope: Scope;
  /** When the total time is over, in milliseconds since the epoch. */
  readonly deadline: number;
  attempt: number;
  replayed: boolean;
  serverDate: number | undefined;
  lastErrorCode: string | undefined;
  /** What the last answer said of versions. */
  version: VersionFacts;
}

type Outcome = { readonly answer: Answer } | { readonly error: FanfareError };

/**
 * Sends a planned call until it succeeds, fails for good, or its time is over.
 *
 * @throws FanfareError, and what `prepare` throws.
 */
export async function runAttempts(plan: Plan, settings: Settings): Promise<Answer> {
  const run = start(plan, settings);
  const { clock } = settings;
  const { signal } = run.scope;
  try {
    for (;;) {
      signal.throwIfAborted();
      run.attempt += 1;
      const headers = await prepareHeaders(run);
      const startedAt = clock.now();
      const outcome = await attemptOnce(run, headers);
      const waitMs = 'error' in outcome ? waitAfter(outcome.error, run) : undefined;
      report(run, { outcome, waitMs, durationMs: clock.now() - startedAt });
      if ('answer' in outcome) return outcome.answer;
      if (waitMs === undefined) throw outcome.error;
      run.lastErrorCode = outcome.error.code;
      if (waitMs > 0) await sleep(waitMs, { clock, signal });
    }
  } catch (error) {
    throw signal.aborted ? ended(run) : error;
  } finally {
    run.scope.close();
  }
}

function start(plan: Plan, settings: Settings): Run {
  const { clock } = settings;
  return {
    plan,
    settings,
    scope: openScope({ clock, timeoutMs: plan.totalTimeoutMs, signal: plan.call.signal }),
    deadline: clock.now() + plan.totalTimeoutMs,
    attempt: 0,
    replayed: false,
    serverDate: undefined,
    lastErrorCode: undefined,
    version: {},
  };
}

/** Lets the owner of the transport add headers: a fresh token, a fresh signature. */
async function prepareHeaders(run: Run): Promise<Record<string, string>> {
  const { plan, settings, scope, attempt, serverDate, lastErrorCode } = run;
  const { route } = plan.call;
  const { prepare } = settings;
  const merged = { ...plan.headers, ...mergeHeaders(plan.name, [watched(run)]) };
  if (prepare === undefined) return merged;
  const request = {
    route,
    method: route.method,
    url: new URL(plan.url),
    headers: { ...merged }, // of its own: what is done to it there must not travel
    body: plan.body,
    attempt,
    serverDate,
    lastErrorCode,
    signal: scope.signal,
  };
  const added = await untilAborted((async () => prepare(request))(), scope.signal);
  return { ...merged, ...mergeHeaders(plan.name, [added]) };
}

function watched({ plan, attempt }: Run): Readonly<Record<string, string>> {
  try {
    return plan.call.watch?.attemptStarts?.({ number: attempt, url: new URL(plan.url) }) ?? {};
  } catch (error) {
    reportUncaught(error);
    return {};
  }
}

async function attemptOnce(run: Run, headers: Readonly<Record<string, string>>): Promise<Outcome> {
  const { plan, settings, scope, attempt } = run;
  run.version = {};
  try {
    const reply = await exchange({ plan, settings, headers, attempt, signal: scope.signal });
    const { refusals, clock } = settings;
    const now = clock.now();
    if (reply.status > 299) run.serverDate = dateOf(reply, { settings, now });
    run.version = readVersion(reply.headers, settings.readDate, now);
    refusals.prepare();
    const { signal } = scope;
    return {
      answer: await readAnswer(reply, { operation: plan.name, attempts: attempt, now, refusals, signal }),
    };
  } catch (error) {
    // Everything that an exchange throws is ours; only the signal's reason may be somebody else's.
    return { error: scope.signal.aborted ? ended(run) : (error as FanfareError) };
  }
}

/** Only a refusal is asked for its date, for the attempt after it. */
function dateOf(
  { headers }: Reply,
  { settings, now }: { settings: Settings; now: number },
): number | undefined {
  const date = settings.readDate(headers.get('date') ?? '', now);
  return Number.isNaN(date) ? undefined : date;
}

/** Decides what follows a failure: a wait in milliseconds before another attempt, or nothing more. */
function waitAfter(error: FanfareError, run: Run): number | undefined {
  const { plan, settings, scope, deadline } = run;
  if (scope.signal.aborted) return undefined;
  if (!run.replayed && settings.replayCodes.includes(error.code)) {
    run.replayed = true;
    return 0;
  }
  const repeats = run.attempt - (run.replayed ? 1 : 0);
  if (repeats >= plan.maxAttempts || !isPassing(error)) return undefined;
  const waitMs = retryWait({ error, attempt: repeats, random: settings.random });
  // Waiting only to run out of time would hide the reason behind a timeout.
  if (waitMs === undefined || settings.clock.now() + waitMs >= deadline) return undefined;
  return waitMs;
}

/** What is to be told about an attempt. */
interface Report {
  readonly outcome: Outcome;
  readonly waitMs: number | undefined;
  readonly durationMs: number;
}

function report(run: Run, { outcome, waitMs, durationMs }: Report): void {
  const { status, requestId } = 'answer' in outcome ? outcome.answer : outcome.error;
  const event: AttemptEvent = {
    operation: run.plan.call.route.id,
    attempt: run.attempt,
    ...(status !== undefined && { status }),
    ...run.version,
    ...('error' in outcome && { code: outcome.error.code, ...limitOf(outcome.error) }),
    durationMs,
    ...(requestId !== undefined && { requestId }),
    ...(waitMs !== undefined && { retryInMs: waitMs }),
  };
  for (const tell of [run.settings.onAttempt, run.plan.call.watch?.attemptEnds]) {
    try {
      tell?.(event);
    } catch (error) {
      reportUncaught(error);
    }
  }
}

function limitOf(error: FanfareError): RateLimitFacts {
  return error instanceof RateLimitError && error.status === 429 ? error.facts() : {};
}

function ended(run: Run): FanfareError {
  const { plan, scope, attempt } = run;
  return endedError({
    operation: plan.name,
    attempts: attempt,
    reason: scope.signal.reason,
    totalTimeoutMs: scope.timedOut() ? plan.totalTimeoutMs : undefined,
    lastErrorCode: run.lastErrorCode,
  });
}
