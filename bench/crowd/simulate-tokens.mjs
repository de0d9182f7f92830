import { createDice } from './dice.mjs';
import { createPlatform, outcomes } from './platform.mjs';
import { createPopulation } from './population.mjs';
import { createRecovery } from './recovery.mjs';
import { createTimeline } from './timeline.mjs';

/** Kinds of events. */
const kinds = { signIn: 0, wake: 1, send: 2, answer: 3, reload: 4 };
const about = { patience: 30 };
const minute = 60_000;

/** What the simulation takes for granted. */
export const tokenDefaults = { shoppers: 20_000, seed: 1, horizonMs: 150 * minute, lifetimeMs: 60 * minute };

/**
 * Lets a crowd sign in, keep its tokens and reload its pages under one policy, in virtual time. A policy runs `slots` browsers for each shopper (one
 * where tabs act as one, otherwise one for each tab) and is told what happens to them; see policies/.
 */
export function simulateTokens(options) {
  const given = { ...tokenDefaults, ...options };
  const { shoppers, seed, horizonMs, lifetimeMs, policy, habits } = given;
  const dice = createDice(seed);
  const crowd = createPopulation({ shoppers, dice, habits });
  const platform = createPlatform({
    shoppers,
    dice,
    horizonMs,
    settings: { ...given.platform, ...policy.platform },
  });
  const timeline = createTimeline({ horizonMs });
  const { slots } = policy;
  const recovery = createRecovery({ shoppers, platform });
  const plans = new Int32Array(shoppers * slots);
  const flights = new Int32Array(shoppers * slots);
  const isSignedIn = new Uint8Array(shoppers);
  const told = new Uint8Array(shoppers * slots);
  const counts = { answered: 0, dropped: 0, lostPlaces: 0, reloads: 0 };
  const shopperOf = (actor) => (slots === 1 ? actor : Math.floor(actor / slots));

  const world = {
    shoppers,
    dice,
    crowd,
    lifetimeMs,
    generation: platform.generation,
    get now() {
      return timeline.now;
    },
    /** Plans the next look of an actor, and forgets the one before. */
    wake(actor, time) {
      plans[actor] += 1;
      timeline.at(Math.max(timeline.now, time), { actor, kind: kinds.wake, note: plans[actor] });
    },
    /** Plans a request of an actor, unless a reload comes first. */
    sendAt(actor, time) {
      timeline.at(time, { actor, kind: kinds.send, note: flights[actor] });
    },
    /** Sends the refresh token with that number. */
    refresh(actor, presented) {
      const who = shopperOf(actor);
      const outcome = platform.refresh(who, presented, timeline.now);
      recovery.asked(who, outcome, timeline.now);
      told[actor] = outcome;
      flights[actor] += 1;
      const at = timeline.now + platform.latencyMs;
      if (at >= horizonMs) counts.dropped += 1;
      timeline.at(at, { actor, kind: kinds.answer, note: flights[actor] });
    },
    /** A page went away: what was on its way to it is nobody's. */
    cancel(actor) {
      flights[actor] += 1;
    },
    /** A shopper has a new pair. */
    received: (who, usableUntil) => recovery.received(who, usableUntil, timeline.now),
    /** A session ended that nobody wanted to end: the place is lost, and the shopper begins anew. */
    lose(who) {
      counts.lostPlaces += 1;
      isSignedIn[who] = 0;
      recovery.gone(who);
      signInLater(who);
    },
  };
  const acting = policy.create(world);

  const signInLater = (who) => {
    const pause = 3_000 + 12_000 * dice(who, about.patience, platform.traffic.requests);
    timeline.at(timeline.now + pause, { actor: who, kind: kinds.signIn });
  };

  const handle = {
    [kinds.signIn](who) {
      if (platform.signIn(who, timeline.now) !== outcomes.ok) return signInLater(who);
      isSignedIn[who] = 1;
      acting.onSignIn(who);
    },
    [kinds.wake](actor, note) {
      if (note === plans[actor] && isSignedIn[shopperOf(actor)] === 1) acting.onWake(actor);
    },
    [kinds.send](actor, note) {
      if (note === flights[actor] && isSignedIn[shopperOf(actor)] === 1) acting.onSend(actor);
    },
    [kinds.answer](actor, note) {
      if (note !== flights[actor] || isSignedIn[shopperOf(actor)] === 0) return void (counts.dropped += 1);
      counts.answered += 1;
      acting.onAnswer(actor, told[actor], platform.given.retryAfterMs);
    },
    [kinds.reload](who, note) {
      counts.reloads += 1;
      if (isSignedIn[who] === 1) acting.onReload(who);
      planReload(who, note + 1);
    },
  };
  const planReload = (who, nth) =>
    timeline.at(crowd.nextReload(who, nth, timeline.now), { actor: who, kind: kinds.reload, note: nth });

  for (let who = 0; who < shoppers; who += 1) {
    timeline.at(crowd.arrival[who], { actor: who, kind: kinds.signIn });
    timeline.at(crowd.nextReload(who, 0, crowd.arrival[who]), { actor: who, kind: kinds.reload, note: 1 });
  }
  let events = 0;
  let lastNow = 0;
  while (timeline.next()) {
    if (timeline.now < lastNow) throw new Error('Time ran back.');
    lastNow = timeline.now;
    events += 1;
    handle[timeline.kind](timeline.actor, timeline.note);
  }
  return {
    policy: policy.name,
    shoppers,
    seed,
    lifetimeMs,
    horizonMs,
    events,
    ...counts,
    ...platform.traffic,
    ...recovery.summary(),
  };
}
