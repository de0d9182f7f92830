import { setTimeout as pause } from 'node:timers/promises';
import type { MockServer } from '@fanfare/mock/server';
import type { Seeded } from './seeded.ts';

/** Every fault that breaks calls and deliveries, but the one that ends sessions on purpose. */
const names = [
  'slow',
  'hang',
  'connection-reset',
  'lost-answer',
  'cut-body',
  'endless-body',
  'html-error',
  'wrong-content-type',
  'server-error',
  'unavailable',
  'rate-limited',
  'skewed-date',
  'missing-date',
  'duplicate-webhooks',
  'reordered-webhooks',
] as const;

/** What else happens while faults come and go. */
export interface Blows {
  /** One of them at a time, now and then. */
  readonly others: Readonly<Record<string, () => void | Promise<void>>>;
  readonly random: Seeded;
  readonly signal: AbortSignal;
}

/** Makes things go wrong until the signal; returns how often each did. */
export async function makeTrouble(
  { platform }: MockServer,
  { others, random, signal }: Blows,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  while (!signal.aborted) {
    const like = random.pick(names);
    counts[like] = (counts[like] ?? 0) + 1;
    const undo = platform.fault({ like, probability: 0.1 + random.next() * 0.5 });
    await pause(random.whole(200, 900), undefined, { signal }).catch(() => {});
    undo();
    if (random.next() >= 0.4) continue;
    const blow = random.pick(Object.keys(others));
    counts[blow] = (counts[blow] ?? 0) + 1;
    await others[blow]?.();
  }
  return counts;
}
