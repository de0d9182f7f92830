import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDice } from './dice.mjs';
import { loadDecisions, loadSession } from './load-sdk.mjs';
import { policies } from './policies/policies.mjs';
import { createPopulation } from './population.mjs';
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

/** The policy, with a book of who sent a refresh when. */
function recorded(policy, sent) {
  return {
    ...policy,
    create(world) {
      const noted = Object.create(world, {
        now: { get: () => world.now },
        refresh: {
          value(who, generation) {
            sent[who].push(world.now);
            world.refresh(who, generation);
          },
        },
      });
      return policy.create(noted);
    },
  };
}

/** Counts requests by when they are sent, and by how long after the one before of the same shopper. */
function counted(sent) {
  const all = sent.flat();
  const within = (from, until) => all.filter((at) => at >= from && at < until).length;
  const pauses = sent.flatMap((times) => times.slice(1).map((at, index) => at - times[index]));
  const between = (least, most) => pauses.filter((pause) => pause >= least && pause < most).length;
  return {
    'before the outage': within(0, outage.from),
    'in it': within(outage.from, outage.until),
    'in the minute after': within(outage.until, outage.until + minute),
    later: within(outage.until + minute, horizonMs),
    'again at once': between(0, 500),
    'after the first pause': between(500, 5_000),
    'after the next': between(5_000, 19_000),
    'after a long pause': between(19_000, minute),
  };
}

test('the simulation asks as often as the whole session of the SDK does, on a calm day and in an outage', async () => {
  const dice = createDice(seed);
  const { arrival } = createPopulation({ shoppers, dice, habits });
  const real = [];
  for (let who = 0; who < shoppers; who += 1) real.push(await live(who, arrival[who], dice));
  const simulated = real.map(() => []);
  const { lostPlaces } = simulateTokens({
    shoppers,
    seed,
    horizonMs,
    habits,
    policy: recorded(policies.ours(await loadDecisions()), simulated),
    // The platform that the real sessions talk to takes everything, and loses nothing but in the outage.
    platform: { outage, capacityPerShopper: 1, lostShare: 0 },
  });

  const [one, other] = [counted(real), counted(simulated)];
  for (const [what, count] of Object.entries(one)) {
    // Three and a half times what chance makes of the difference of two counts.
    const isAlike = Math.abs(count - other[what]) <= 3.5 * Math.sqrt(count + other[what]);
    assert.ok(isAlike, `${what}: ${count} and ${other[what]}`);
  }
  assert.ok(one['in it'] > 300 && one['again at once'] > 30, 'the outage is felt');
  assert.equal(lostPlaces, 0);
});
