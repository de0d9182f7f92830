import { setTimeout as pause } from 'node:timers/promises';
import type { PlatformLink } from './platform-link.ts';
import type { Seeded } from './seeded.ts';

/** Every fault that breaks calls and deliveries, but those that end sessions on purpose, and that of lists, which nobody reads here. */
const faults = [
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
  'rate-limited-until',
  'skewed-date',
  'missing-date',
  'duplicate-webhooks',
  'reordered-webhooks',
  'late-webhooks',
] as const;

/** How long trouble goes on before everybody has a breath, and how long a fault waits for something to strike, in milliseconds. */
const spellMs = 8_000;
const ambushMs = 3_000;

/** Makes things go wrong. */
export interface Trouble {
  /** Makes faults, one at a time, and other blows between them, for some seconds. */
  spell(): Promise<void>;
  /** How often each fault struck, and how often each other blow was dealt. */
  readonly counts: Readonly<Record<string, number>>;
  /** What has not happened yet. */
  readonly missing: readonly string[];
}

/** Prepares the trouble of a seed; each kind comes as often as each other. */
export function createTrouble(
  platform: PlatformLink,
  {
    blows,
    random,
  }: {
    readonly blows: Readonly<Record<string, () => void | Promise<void>>>;
    readonly random: Seeded;
  },
): Trouble {
  const counts: Record<string, number> = {};
  for (const kind of [...faults, ...Object.keys(blows)]) counts[kind] = 0;
  const add = (kind: string, times: number): void => void (counts[kind] = (counts[kind] ?? 0) + times);
  const nextFault = random.deck(faults);
  const nextBlow = random.deck(Object.keys(blows));

  const fault = async (): Promise<void> => {
    const like = nextFault();
    const before = await platform.ask('fault', { like, probability: 0.1 + random.next() * 0.5 });
    await pause(random.whole(200, 900));
    const patience = Date.now() + ambushMs;
    while ((await platform.ask('strikes')) === before && Date.now() < patience) await pause(50);
    add(like, (await platform.ask('lift')) - before);
  };
  return {
    counts,
    get missing() {
      return Object.keys(counts).filter((kind) => counts[kind] === 0);
    },
    async spell() {
      const until = Date.now() + spellMs;
      while (Date.now() < until) {
        const isBlow = random.next() < 0.4;
        const striking = fault();
        if (isBlow) {
          const blow = nextBlow();
          add(blow, 1);
          await blows[blow]?.();
        }
        await striking;
      }
    },
  };
}
