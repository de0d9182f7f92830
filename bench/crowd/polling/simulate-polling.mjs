import { createDice } from '../dice.mjs';
import { createPopulation } from '../population.mjs';
import { createTimeline } from '../timeline.mjs';
import { createQueue } from './queue.mjs';

const kinds = { arrive: 0, poll: 1, turn: 2, enter: 3, connect: 4, outage: 5 };
const about = { pace: 60, click: 61, stay: 62, connect: 63 };
const minute = 60_000;
/** How many failures in a row make a page give up a stream until it is shown again (stream/create-updates.ts). */
const streamPatience = 5;
/** How many parts the sample is divided into, to see how much they differ. */
export const batches = 20;

/** What the simulation takes for granted. */
export const pollingDefaults = {
  shoppers: 20_000,
  sample: 5_000,
  seed: 1,
  horizonMs: 60 * minute,
  outage: { from: 35 * minute, until: 36 * minute },
};

/**
 * Lets a sample of a crowd wait for an opening, stand in line and be let in, and counts how often their pages ask. Tabs of a shopper act as one for a
 * poller that is one per shopper. Answers take no time: what counts is when pages ask.
 */
export function simulatePolling(options) {
  const {
    shoppers,
    sample,
    seed,
    horizonMs,
    outage,
    poller,
    retryMs = 3_000,
    reconnectDelay,
  } = {
    ...pollingDefaults,
    ...options,
  };
  const scale = shoppers / sample;
  const dice = createDice(seed);
  const crowd = createPopulation({ shoppers: sample, dice });
  const queue = createQueue({ shoppers, scale });
  const timeline = createTimeline({ horizonMs });
  const slots = poller.isOnePerShopper ? 1 : 4;
  const plans = new Int32Array(sample * slots);
  const since = new Float64Array(sample * slots);
  const failures = new Uint16Array(sample * slots);
  /** Whether there is one, or one is tried: pages poll seldom until it is given up. */
  const streams = new Uint8Array(sample);
  const attempts = new Uint8Array(sample);
  const isLeaving = new Uint8Array(sample);
  const failedAt = new Float64Array(sample).fill(-1);
  const recovered = [];
  const seconds = Math.ceil(horizonMs / 1_000);
  const polls = new Uint32Array(seconds);
  const connects = new Uint32Array(seconds);
  const byBatch = Array.from({ length: batches }, () => new Uint32Array(seconds));
  const counts = { requests: 0, answered: 0, failed: 0, entries: 0 };

  const isAway = (now) => now >= outage.from && now < outage.until;
  const shopperOf = (actor) => Math.floor(actor / slots);
  const isHidden = (actor, now) => {
    const who = shopperOf(actor);
    return slots === 1 ? !crowd.isLooking(who, now) : !crowd.isVisible(who, actor % slots, now);
  };

  const plan = (actor) => {
    const { now } = timeline;
    const who = shopperOf(actor);
    plans[actor] += 1;
    if (isLeaving[who] === 1) return;
    const wait = poller.after({
      snapshot: queue.snapshotOf(who, now),
      now,
      isHidden: isHidden(actor, now),
      failures: failures[actor],
      isLive: streams[who] === 1,
      random: () => dice(actor, about.pace, counts.requests),
    });
    if (wait === null) return;
    const left = Math.max(0, since[actor] + wait - now);
    timeline.at(now + left, { actor, kind: kinds.poll, note: plans[actor] });
  };

  const count = (who, list) => {
    const second = Math.floor(timeline.now / 1_000);
    list[second] += 1;
    byBatch[who % batches][second] += 1;
    counts.requests += 1;
    const fails = isAway(timeline.now);
    counts[fails ? 'failed' : 'answered'] += 1;
    return fails;
  };

  const ask = (actor) => {
    const who = shopperOf(actor);
    const { now } = timeline;
    const fails = count(who, polls);
    failures[actor] = fails ? failures[actor] + 1 : 0;
    since[actor] = now;
    if (fails && failedAt[who] < 0) failedAt[who] = now;
    if (!fails && failedAt[who] >= 0) {
      recovered.push(now);
      failedAt[who] = -1;
    }
    if (!fails) act(who);
    plan(actor);
  };

  /** What the shopper does about what they see. */
  const act = (who) => {
    const { now } = timeline;
    if (isLeaving[who] === 1 || !queue.isOpen(now)) return;
    const admittedAt = queue.admittedAt(who);
    if (!queue.hasEntered(who)) {
      if (isLeaving[who] === 2) return;
      isLeaving[who] = 2; // about to click
      timeline.at(now - Math.log(1 - dice(who, about.click)) * 4_000, { actor: who, kind: kinds.enter });
    } else if (admittedAt <= now) isLeaving[who] = 1; // what they buy is not part of this
  };

  const connect = (who) => {
    streams[who] = 1;
    const fails = count(who, connects);
    if (fails) return breakStream(who);
    attempts[who] = 0;
  };

  const breakStream = (who) => {
    attempts[who] += 1;
    if (attempts[who] >= streamPatience) {
      streams[who] = 0;
      return plan(who);
    }
    const broken = { failures: attempts[who] - 1, retryMs, error: undefined };
    const wait = reconnectDelay(broken, () => dice(who, about.connect, attempts[who]));
    timeline.at(timeline.now + wait, { actor: who, kind: kinds.connect });
  };

  const handle = {
    [kinds.arrive](who) {
      const tabs = slots === 1 ? 1 : crowd.tabs[who];
      for (let tab = 0; tab < tabs; tab += 1) ask(who * slots + tab);
      planTurn(who);
      if (poller.live === true) connect(who);
    },
    [kinds.poll](actor, note) {
      if (note === plans[actor]) ask(actor);
    },
    [kinds.turn](who) {
      const { now } = timeline;
      // A page that is shown asks at once, and one that is hidden slows down.
      if (slots === 1 && isLeaving[who] !== 1) {
        if (crowd.isLooking(who, now) && now - since[who] >= 1_000) ask(who);
        else plan(who);
        if (poller.live === true && streams[who] === 0 && crowd.isLooking(who, now)) connect(who);
      }
      planTurn(who);
    },
    [kinds.enter](who) {
      if (isAway(timeline.now)) {
        timeline.at(timeline.now + 5_000, { actor: who, kind: kinds.enter });
        return;
      }
      counts.entries += 1;
      isLeaving[who] = 0;
      queue.enter(who, timeline.now);
      for (let tab = 0; tab < slots; tab += 1) {
        if (slots === 1) since[who] = timeline.now;
        if (slots === 1) plan(who);
      }
    },
    [kinds.connect](who) {
      if (isLeaving[who] !== 1) connect(who);
    },
    [kinds.outage]() {
      for (let who = 0; who < sample; who += 1)
        if (streams[who] === 1 && isLeaving[who] !== 1) breakStream(who);
    },
  };
  const planTurn = (who) => {
    const turn = crowd.nextTurn(who, timeline.now);
    if (turn < horizonMs && isLeaving[who] !== 1) timeline.at(turn, { actor: who, kind: kinds.turn });
  };

  for (let who = 0; who < sample; who += 1)
    timeline.at(crowd.arrival[who], { actor: who, kind: kinds.arrive });
  timeline.at(outage.from, { actor: 0, kind: kinds.outage });
  let events = 0;
  while (timeline.next()) {
    events += 1;
    handle[timeline.kind](timeline.actor, timeline.note);
  }
  return {
    poller: poller.name,
    shoppers,
    sample,
    scale,
    seed,
    outage,
    horizonMs,
    events,
    ...counts,
    polls,
    connects,
    byBatch,
    recovered,
  };
}
