import { outcomes } from '../platform.mjs';

const leewayMs = 60_000;
const againMs = 5_000;

/**
 * What is written by hand most often, with the time of day that @badgateway/oauth2-client and oidc-client-ts have: a timer one minute before the token ends, in
 * one tab at a time. After a failure again every five seconds.
 */
export const fixedLeeway = { name: 'Fixed, 60 s before', slots: 1, create };

function create(world) {
  const { shoppers, lifetimeMs } = world;
  const receivedAt = new Float64Array(shoppers);
  const generation = new Int32Array(shoppers);
  const isAsking = new Uint8Array(shoppers);

  const plan = (who) => world.wake(who, receivedAt[who] + lifetimeMs - leewayMs);
  const ask = (who) => {
    isAsking[who] = 1;
    world.refresh(who, generation[who]);
  };
  const onWake = (who) => {
    if (isAsking[who] === 0) ask(who);
  };

  return {
    onSignIn(who) {
      receivedAt[who] = world.now;
      generation[who] = 0;
      isAsking[who] = 0;
      plan(who);
    },
    onWake,
    onSend: onWake,
    onAnswer(who, outcome) {
      isAsking[who] = 0;
      if (outcome === outcomes.reused || outcome === outcomes.revoked) return world.lose(who);
      if (outcome !== outcomes.ok) return world.wake(who, world.now + againMs);
      world.received(who, receivedAt[who] + lifetimeMs);
      generation[who] += 1;
      receivedAt[who] = world.now;
      plan(who);
    },
    onReload(who) {
      world.cancel(who);
      isAsking[who] = 0;
      plan(who);
    },
  };
}
