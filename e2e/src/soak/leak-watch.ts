import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What a process held at a moment. */
export interface Holdings {
  /** Bytes in use behind a collection of garbage. */
  readonly heap: number;
  readonly sockets: number;
  readonly timers: number;
  /** Everything that keeps the process alive, sockets and timers too. */
  readonly resources: number;
  /** Open file descriptors; 0 where the system does not tell. */
  readonly descriptors: number;
}

/** How much more of each may be held late than early; what is in flight differs by more than it seems. */
const slack: Holdings = { heap: 4_000_000, sockets: 40, timers: 60, resources: 100, descriptors: 40 };
const names = Object.keys(slack) as (keyof Holdings)[];

/** What the runtime itself opens once, such as for names and for its children. */
const once = 4;

/** Looks what the process holds. */
export function holdingsNow(): Holdings {
  (globalThis as { gc?: () => void }).gc?.();
  const resources = process.getActiveResourcesInfo();
  const count = (pattern: RegExp): number => resources.filter((name) => pattern.test(name)).length;
  return {
    heap: process.memoryUsage().heapUsed,
    sockets: count(/TCP/),
    timers: count(/Timeout|Immediate/),
    resources: resources.length,
    descriptors: existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0,
  };
}

/** Says what grew while the same was done over and over: between the second and the last third of the looks, by their medians. */
export function growth(looks: readonly Holdings[]): readonly string[] {
  const third = Math.floor(looks.length / 3);
  if (third === 0) return [];
  const early = medians(looks.slice(third, 2 * third));
  const late = medians(looks.slice(-third));
  return names
    .filter((name) => late[name] - early[name] > slack[name])
    .map((name) => `${name} grew from ${early[name]} to ${late[name]}`);
}

/** Waits until the process holds no more handles than it did before, and says what it still holds. */
export async function leftovers(before: Holdings): Promise<readonly string[]> {
  const left = (): string[] => {
    const now = holdingsNow();
    const allowed = { ...before, heap: Infinity, descriptors: before.descriptors + once };
    return names
      .filter((name) => now[name] > allowed[name])
      .map((name) => `${name}: ${now[name]} are left, ${before[name]} there were`);
  };
  for (let tries = 120; tries > 0 && left().length > 0; tries -= 1) await pause(500);
  return left();
}

function medians(looks: readonly Holdings[]): Holdings {
  const middle = (name: keyof Holdings): number =>
    looks.map((look) => look[name]).sort((a, b) => a - b)[Math.floor(looks.length / 2)] ?? 0;
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as unknown as Holdings; // one of each name
}
