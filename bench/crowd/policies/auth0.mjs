import { outcomes } from '../platform.mjs';

const slots = 4;
const marginMs = 60_000;
const maxTries = 3;

/**
 * What @auth0/auth0-spa-js 2.28 does with refresh tokens in localStorage, restated: nothing by itself. A call that finds less than 60 s left refreshes,
 * under a lock that all tabs share. Without a network it tries three times without a pause, after any answer once. What failed is tried again by the next
 * call. A refusal keeps the session here; an application then has to sign in anew, so the place counts as lost.
 */
export const auth0 = { name: 'auth0-spa-js', slots, create };

function create(world) {
  const { shoppers, crowd, lifetimeMs } = world;
  const receivedAt = new Float64Array(shoppers);
  const generation = new Int32Array(shoppers);
  const holder = new Int32Array(shoppers).fill(-1);
  const tries = new Uint8Array(shoppers);

  const dueAt = (who) => receivedAt[who] + lifetimeMs - marginMs;
  const plan = (actor) => {
    const who = Math.floor(actor / slots);
    world.wake(actor, crowd.nextCall(who, actor % slots, Math.max(world.now + 1, dueAt(who))));
  };
  const call = (actor) => {
    const who = Math.floor(actor / slots);
    if (world.now < dueAt(who) || holder[who] >= 0) return plan(actor);
    holder[who] = actor;
    tries[who] = 1;
    world.refresh(actor, generation[who]);
  };

  return {
    onSignIn(who) {
      receivedAt[who] = world.now;
      generation[who] = 0;
      holder[who] = -1;
      for (let tab = 0; tab < crowd.tabs[who]; tab += 1) plan(who * slots + tab);
    },
    onWake: call,
    onSend: call,
    onAnswer(actor, outcome) {
      const who = Math.floor(actor / slots);
      const isOffline = outcome === outcomes.lost || outcome === outcomes.refused;
      if (isOffline && tries[who] < maxTries) {
        tries[who] += 1;
        return world.refresh(actor, generation[who]);
      }
      holder[who] = -1;
      if (outcome === outcomes.reused || outcome === outcomes.revoked) return world.lose(who);
      if (outcome === outcomes.ok) {
        world.received(who, dueAt(who));
        generation[who] += 1;
        receivedAt[who] = world.now;
      }
      plan(actor);
    },
    onReload(who) {
      const actor = who * slots + crowd.tabAt(who, world.now);
      if (holder[who] === actor) {
        world.cancel(actor);
        holder[who] = -1;
      }
      call(actor);
    },
  };
}
