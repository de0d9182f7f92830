import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { botStanding, challengeBot, newBotCheck, tryBotCheck } from '../src/mechanisms/bot-check.js';

const rules = { mostFailures: 3, blockMs: 600, challengeMs: 300, passMs: 1_800 };
const fail = (now: number) => ({ succeeds: false, now, rules });
const pass = (now: number) => ({ succeeds: true, now, rules });

describe('a bot check', () => {
  it('blocks after the last failure, for a while', () => {
    const twice = [0, 1].reduce((check, now) => tryBotCheck(check, fail(now)), newBotCheck);
    const blocked = tryBotCheck(twice, fail(2));

    expect(botStanding(twice, 2)).toBe('required');
    expect([botStanding(blocked, 2), botStanding(blocked, 601), botStanding(blocked, 602)]).toEqual([
      'blocked',
      'blocked',
      'required',
    ]);
    expect(tryBotCheck(blocked, pass(10))).toBe(blocked);
  });

  it('forgets failures after a pass, and a pass after a while', () => {
    const passed = tryBotCheck(tryBotCheck(newBotCheck, fail(0)), pass(1));

    expect(passed.failures).toBe(0);
    expect([botStanding(passed, 1800), botStanding(passed, 1801)]).toEqual(['passed', 'required']);
  });

  it('keeps a challenge until it runs out', () => {
    let ids = 0;
    const challenge = (check: typeof newBotCheck, now: number) =>
      challengeBot(check, { id: () => `ch_${(ids += 1)}`, now, rules });

    const first = challenge(newBotCheck, 0);

    expect(challenge(first, 299)).toBe(first);
    expect(challenge(first, 300).challenge).toEqual({ id: 'ch_2', expiresAt: 600 });
  });

  it('never lets anybody pass who did not succeed, and never blocks below the limit', () => {
    const tries = fc.array(fc.record({ succeeds: fc.boolean(), wait: fc.integer({ min: 0, max: 700 }) }));

    fc.assert(
      fc.property(tries, (script) => {
        let [now, check, lastPass, inARow] = [0, newBotCheck, -Infinity, 0];
        for (const { succeeds, wait } of script) {
          now += wait;
          const wasBlocked = botStanding(check, now) === 'blocked';
          check = tryBotCheck(check, { succeeds, now, rules });
          if (wasBlocked) continue;
          lastPass = succeeds ? now : -Infinity;
          inARow = succeeds ? 0 : inARow + 1;
          if (botStanding(check, now) === 'passed') expect(lastPass).toBe(now);
          expect(botStanding(check, now) === 'blocked').toBe(inARow === rules.mostFailures);
          if (inARow === rules.mostFailures) inARow = 0;
        }
      }),
    );
  });
});
