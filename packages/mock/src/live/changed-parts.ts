import { liveParts, type LiveSources } from './live-parts.js';
import type { LiveView } from './live-view.js';

/** Tells what is different from what was told before; `undefined` where nothing is. */
export type ChangedParts = (realNow: number) => Partial<LiveView> | undefined;

/** How far the clock may be from where it would be by itself before it is told again. */
const driftMs = 50;

/** Makes what compares the parts of the page with what one reader was told. */
export function createChangedParts(sources: LiveSources): ChangedParts {
  const told = new Map<string, string>();
  let clock: { readonly now: number; readonly isFlowing: boolean; readonly at: number } | undefined;

  function isDue(now: number, isFlowing: boolean, realNow: number): boolean {
    if (clock === undefined || clock.isFlowing !== isFlowing) return true;
    const expected = clock.now + (isFlowing ? realNow - clock.at : 0);
    return Math.abs(now - expected) > driftMs;
  }

  return function changedParts(realNow) {
    const changed: Record<string, unknown> = {};
    for (const [name, describe] of Object.entries(liveParts)) {
      if (name === 'clock') continue;
      const part = describe(sources);
      const text = JSON.stringify(part);
      if (told.get(name) === text) continue;
      told.set(name, text);
      changed[name] = part;
    }
    const { now, isFlowing } = liveParts.clock(sources);
    if (isDue(now, isFlowing, realNow)) {
      clock = { now, isFlowing, at: realNow };
      changed['clock'] = { now, isFlowing };
    }
    return Object.keys(changed).length === 0 ? undefined : changed; // parts under their own names
  };
}
