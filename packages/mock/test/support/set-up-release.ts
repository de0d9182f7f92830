import {
  createTimedReleaseEngine,
  type TimedReleaseEngine,
} from '../../src/mechanisms/timed-release-engine.js';
import type { TimedReleaseRules } from '../../src/mechanisms/timed-release-rules.js';

/** What is on the shelf and what is held of it, by variant. */
export interface Shelf {
  readonly left: Map<string, number>;
  readonly held: Map<string, number>;
}

/** A timed release whose rules can be changed under way, and the shelf that it sells from. */
export interface ReleaseSetup {
  readonly engine: TimedReleaseEngine;
  readonly rules: { -readonly [Name in keyof TimedReleaseRules]: TimedReleaseRules[Name] };
  readonly shelf: Shelf;
}

/** What a release begins with, where the test says nothing else. */
export interface ReleaseStart extends Partial<TimedReleaseRules> {
  /** How many pieces there are of `red` and `blue`. @default 2 of each */
  readonly pieces?: Readonly<Record<string, number>>;
}

/** Sets up a timed release at time 0: open from the start, pieces are held for 100. */
export function setUpRelease({ pieces = { red: 2, blue: 2 }, ...changed }: ReleaseStart = {}): ReleaseSetup {
  const rules = { reservationMs: 100, opensAt: null, closesAt: null, ...changed };
  const shelf: Shelf = { left: new Map(Object.entries(pieces)), held: new Map() };
  const add = (map: Map<string, number>, variantId: string | null, count: number): void => {
    if (variantId !== null) map.set(variantId, (map.get(variantId) ?? 0) + count);
  };
  const stock = {
    hold(variantId: string | null) {
      if (variantId !== null && (shelf.left.get(variantId) ?? 0) < 1) return false;
      add(shelf.left, variantId, -1);
      add(shelf.held, variantId, 1);
      return true;
    },
    giveBack(variantId: string | null) {
      add(shelf.held, variantId, -1);
      add(shelf.left, variantId, 1);
    },
    sell: (variantId: string | null) => add(shelf.held, variantId, -1),
  };
  return { rules, shelf, engine: createTimedReleaseEngine({ rules: () => rules, stock, now: 0 }) };
}
