import { systemClock, type Clock } from '@fanfare/core/base';
import type { KeySource } from './key-source.js';

/** What decides whether two verifiers may share fetched keys. */
export interface SharedSource {
  /** Where the keys come from. */
  readonly id: string;
  readonly clock: Clock | undefined;
  readonly fetch: typeof fetch | undefined;
}

const maxSources = 32;
// By clock and fetch, so that a test with its own ones meets no keys of another.
const sources = new WeakMap<Clock, WeakMap<object, Map<string, KeySource>>>();

/** Returns the source of an id, made at its first use; the oldest goes where there are too many. */
export function sharedSource(
  { id, clock = systemClock, fetch }: SharedSource,
  make: () => KeySource,
): KeySource {
  const byFetch = sources.get(clock) ?? new WeakMap<object, Map<string, KeySource>>();
  sources.set(clock, byFetch);
  const byId = byFetch.get(fetch ?? globalThis) ?? new Map<string, KeySource>();
  byFetch.set(fetch ?? globalThis, byId);
  const known = byId.get(id);
  if (known !== undefined) return known;
  const source = make();
  byId.set(id, source);
  const [oldest] = byId.keys();
  if (byId.size > maxSources && oldest !== undefined) byId.delete(oldest);
  return source;
}
