import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDice } from './dice.mjs';
import { loadDecisions, loadSession } from './load-sdk.mjs';
import { policies } from './policies/policies.mjs';
import { createPopulation } from './population.mjs';
import { total } from './series.mjs';
import { simulateTokens } from './simulate-tokens.mjs';

const minute = 60_000;
const shoppers = 400;
const seed = 11;
const horizonMs = 110 * minute;
const outage = { from: 57 * minute, until: 62 * minute };
/** One tab each, always looked at and never reloaded. */
const habits = { moreTabs: [], alwaysLooking: 1, reloadMs: Infinity };

const { startBrowser, FanfareError } = await loadSession();

/** Lives the life of one shopper with the whole session of the SDK: real shell, store, locks; returns when it sent refreshes. */
async function live(who, arrival, dice) {
  const browser = startBrowser({ seed: who + 1, leewayMs: 60_000 });
  const { time, server } = browser;
  const begun = time.now();
  const sent = [];
  const down = new FanfareError('The platform is away.', { code: 'service_unavailable', status: 503 });
  Object.defineProperty(server, 'always', {
    get() {
      const now = time.now() - begun;
      if (now < outage.from || now >= outage.until) return 'ok';
      return dice(who, 99, sent.length) < 0.5 ? 'offline' : { refuse: down };
    },
  });
  const platform = server.forTab(browser.open());
  let rolls = 0;
  const { session } = browser.open({
    random: () => dice(who, 98, rolls++),
    exchange: {
      ...platform,
      refresh(token, signal) {
        sent.push(time.now() - begun);
        return platform.refresh(token, signal);
      },
    },
  });
  await time.advance(arrival);
  await time.until(session.signIn(server.signIn()));
  await time.advance(horizonMs - (time.now() - begun));
  assert.equal(session.state.status, 'authenticated');
  session.destroy();
  return sent;
}

test('the simulation asks as often as the whole session of the SDK does, on a calm day and in an outage', async () => {
  const dice = createDice(seed);
  const { arrival } = createPopulation({ shoppers, dice, habits });
  const real = [];
  for (let who = 0; who < shoppers; who += 1) real.push(...(await live(who, arrival[who], dice)));
  const policy = policies.ours(await loadDecisions());
  const simulated = simulateTokens({ shoppers, seed, horizonMs, habits, policy, platform: { outage } });

  const during = (from, until) => ({
    real: real.filter((at) => at >= from && at < until).length,
    simulated: total(simulated.refreshes, from / 1_000, until / 1_000),
  });
  const parts = {
    before: during(0, outage.from),
    outage: during(outage.from, outage.until),
    after: during(outage.until, horizonMs),
  };
  for (const [name, counts] of Object.entries(parts)) {
    // Four times what chance makes of two counts.
    const isAlike = Math.abs(counts.real - counts.simulated) <= 4 * Math.sqrt(counts.real + counts.simulated);
    assert.ok(isAlike, `${name}: ${JSON.stringify(counts)}`);
  }
  assert.ok(parts.outage.real > 100, 'the outage is felt');
  assert.equal(simulated.lostPlaces, 0);
});
