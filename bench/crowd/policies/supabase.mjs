import { outcomes } from '../platform.mjs';

const slots = 4;
const tickMs = 30_000;
/** A tab that is looked at refreshes from four ticks before the end, a call in a hidden one from three. */
const marginMs = { visible: 4 * tickMs, hidden: 3 * tickMs };
const coolDownMs = 2 * tickMs;
const firstPauseMs = 200;
const about = { phase: 50 };

/**
 * What @supabase/auth-js 2.119 does, restated: each tab looks every 30 s (a ticker, or its calls while it is hidden), tries 200, 400, 800 … ms later
 * after no network and 5xx as long as a tick lasts, then rests for 60 s. Any other refusal, 429 included, ends a session whose access token has run
 * out. Tabs share the store and no lock. Its own server forgives a parent of the active token, whenever it comes; so does this one.
 */
export const supabase = { name: 'supabase auth-js', slots, platform: { leewayMs: Infinity }, create };

function create(world) {
  const { shoppers, crowd, dice, lifetimeMs } = world;
  const receivedAt = new Float64Array(shoppers);
  const generation = new Int32Array(shoppers);
  const actors = shoppers * slots;
  const coolUntil = new Float64Array(actors);
  const coolFor = new Int32Array(actors).fill(-1);
  const begunAt = new Float64Array(actors);
  const sent = new Int32Array(actors).fill(-1);
  const tries = new Uint8Array(actors);

  const split = (actor) => [Math.floor(actor / slots), actor % slots];
  const untilEnd = (who) => receivedAt[who] + lifetimeMs - world.now;

  const plan = (actor) => {
    const [who] = split(actor);
    const from = Math.max(world.now + 1, receivedAt[who] + lifetimeMs - marginMs.visible);
    const phase = dice(actor, about.phase) * tickMs;
    world.wake(actor, phase + Math.ceil((from - phase) / tickMs) * tickMs);
  };

  const look = (actor) => {
    const [who, tab] = split(actor);
    const margin = crowd.isVisible(who, tab, world.now) ? marginMs.visible : marginMs.hidden;
    const isCool = coolFor[actor] === generation[who] && world.now < coolUntil[actor];
    if (untilEnd(who) >= margin || isCool || sent[actor] >= 0) return plan(actor);
    begunAt[actor] = world.now;
    tries[actor] = 0;
    sent[actor] = generation[who];
    world.refresh(actor, sent[actor]);
  };

  const rest = (actor) => {
    coolUntil[actor] = world.now + coolDownMs;
    coolFor[actor] = sent[actor];
    sent[actor] = -1;
    plan(actor);
  };

  const takeOver = (actor, who) => {
    if (generation[who] === sent[actor]) {
      world.received(who, receivedAt[who] + lifetimeMs);
      generation[who] += 1;
      receivedAt[who] = world.now;
    }
    sent[actor] = -1;
    plan(actor);
  };

  return {
    onSignIn(who) {
      receivedAt[who] = world.now;
      generation[who] = 0;
      for (let tab = 0; tab < crowd.tabs[who]; tab += 1) {
        const actor = who * slots + tab;
        world.cancel(actor);
        sent[actor] = -1;
        coolFor[actor] = -1;
        plan(actor);
      }
    },
    onWake: look,
    onSend: (actor) => world.refresh(actor, sent[actor]),
    onAnswer(actor, outcome) {
      const [who] = split(actor);
      if (outcome === outcomes.ok) return takeOver(actor, who);
      if (outcome === outcomes.lost || outcome === outcomes.refused || outcome === outcomes.down) {
        const at = world.now + firstPauseMs * 2 ** tries[actor];
        tries[actor] += 1;
        return at - begunAt[actor] < tickMs ? world.sendAt(actor, at) : rest(actor);
      }
      if (generation[who] === sent[actor] && untilEnd(who) <= 0) return world.lose(who);
      rest(actor);
    },
    onReload(who) {
      const actor = who * slots + crowd.tabAt(who, world.now);
      world.cancel(actor);
      sent[actor] = -1;
      coolFor[actor] = -1;
      look(actor); // it looks as it starts
    },
  };
}
