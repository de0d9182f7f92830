import { createDrawEngine, type DrawEngine } from '../../src/mechanisms/draw-engine.js';
import type { DrawRules } from '../../src/mechanisms/draw-rules.js';
import { seededRandom } from '../../src/random/seeded-random.js';

/** The rules that the tests begin with: two winners, open from 10 to 50, drawn at 100. */
export const plainDraw: DrawRules = {
  winnerCount: 2,
  capacity: null,
  admissionExpirationMs: 1_000,
  continueSelecting: false,
  opensAt: 10,
  closesAt: 50,
  drawsAt: 100,
  endsAt: null,
};

/** A draw whose rules can be changed under way. */
export interface DrawSetup {
  readonly engine: DrawEngine;
  readonly rules: { -readonly [Name in keyof DrawRules]: DrawRules[Name] };
}

/** Sets up a draw at time 0. */
export function setUpDraw(changed: Partial<DrawRules> = {}, seed = 7): DrawSetup {
  const rules = { ...plainDraw, ...changed };
  const random = seededRandom(seed);
  return { rules, engine: createDrawEngine({ rules: () => rules, now: 0, random, weightOf: () => 1 }) };
}

/** Lets everybody whose letter is in `people` enter. */
export function enterAll(engine: DrawEngine, people: string, now = 20): void {
  for (const consumerId of people) engine.enter({ consumerId, now });
}

/** Who of `a` to `f` has a status. */
export function having(engine: DrawEngine, status: string): string[] {
  return [...'abcdef'].filter((id) => engine.place(id)?.status === status);
}
