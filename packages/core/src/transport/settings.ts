import { limits } from '@fanfare/contract';
import { systemClock, type Clock } from '../clock.js';
import { checkLimits, checkPositive } from '../options/check-limits.js';
import type { TransportParts } from './transport-parts.js';
import type { TransportOptions } from './transport.js';

/** The options of a transport, complete. */
export interface Settings
  extends
    TransportParts,
    Required<
      Pick<
        TransportOptions,
        'urls' | 'idempotencyHeader' | 'apiVersion' | 'prepare' | 'credentials' | 'onAttempt'
      >
    > {
  readonly idempotencyKeyOn: 'header-rows' | 'unsafe';
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxResponseBytes: number;
  readonly replayCodes: readonly string[];
  readonly newIdempotencyKey: () => string;
}

/** Completes the options of a transport. */
export function completeSettings(options: TransportOptions, parts: TransportParts): Settings {
  const bounds = checkLimits({
    timeoutMs: options.timeoutMs ?? 10_000,
    totalTimeoutMs: options.totalTimeoutMs ?? 60_000,
    maxRetries: options.maxRetries ?? 2,
  });
  return {
    ...parts,
    urls: options.urls,
    idempotencyHeader: options.idempotencyHeader,
    apiVersion: options.apiVersion,
    idempotencyKeyOn: options.idempotencyKeyOn ?? 'header-rows',
    // Called bare, because a browser's fetch refuses another `this`, and looked up late, because tools replace it.
    fetch: (input, init) => (options.fetch ?? globalThis.fetch)(input, init),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    ...bounds,
    maxResponseBytes: checkPositive(options.maxResponseBytes ?? limits.responseBytes, 'maxResponseBytes'),
    prepare: options.prepare,
    replayCodes: options.replayCodes ?? [],
    newIdempotencyKey: options.newIdempotencyKey ?? (() => crypto.randomUUID()),
    onAttempt: options.onAttempt,
    credentials: options.credentials,
  };
}
