import { outcomes } from '../platform.mjs';

const about = { due: 40, repeat: 41, backoff: 42 };
const notes = { call: 1 };

/**
 * Our policy: the machine and the decisions of the browser SDK, in the order in which its shell asks them. All tabs of a shopper share one record, so
 * they are one actor; each has its own dice for the early refresh. `dieOf` and `backoffDieOf` bend the dice, to ask what other shares would do.
 */
export function ours(
  sdk,
  { name = 'Fanfare', platform, dieOf = (die) => die, changeBackoff = (planned) => planned } = {},
) {
  return { name, slots: 1, platform, create: (world) => create(sdk, { world, dieOf, changeBackoff }) };
}

function create(sdk, { world, dieOf, changeBackoff }) {
  const { shoppers, dice, crowd, lifetimeMs } = world;
  const { transition, initialModel } = sdk;
  const answer = answerOf(lifetimeMs);
  const errors = errorsOf(sdk);
  const { usableMs } = sdk.planAges(lifetimeMs, () => 0);
  const clock = { now: () => world.now, monotonic: () => world.now };
  const models = Array.from({ length: shoppers }, () => initialModel);
  const startedAt = new Float64Array(shoppers).fill(-1);
  const reloads = new Uint16Array(shoppers);
  const failures = new Uint8Array(shoppers);
  const wasLooking = new Uint8Array(shoppers);

  const dispatch = (who, event) => void (models[who] = transition(models[who], event).model);

  /** The record as the store has it. */
  const stored = (who) => {
    const { record } = models[who];
    return startedAt[who] < 0 ? record : { ...record, startedAt: startedAt[who] };
  };

  const tokenOf = (who) => {
    const tab = crowd.tabAt(who, world.now);
    const record = stored(who);
    const nth = record.generation * 64 + (reloads[who] % 64);
    return sdk.currentToken(record, { clock, random: () => dieOf(dice(who, about.due + 16 * tab, nth)) });
  };

  /** `mayTry` and what follows in the SDK's token-access: a back-off ends by time, or stands. */
  const refreshBehind = (who) => {
    const { phase, record } = models[who];
    if (phase === 'waiting' && sdk.remainingBackoff(record.backoff, world.now) <= 0)
      dispatch(who, { type: 'cleared', by: 'time' });
    if (models[who].phase !== 'authenticated') return;
    dispatch(who, { type: 'exchange' });
    if (!sdk.isUnfinished(stored(who), world.now)) startedAt[who] = world.now;
    failures[who] = 1;
    world.refresh(who, record.generation);
  };

  const plan = (who) => {
    const { phase, record } = models[who];
    if (phase !== 'authenticated' && phase !== 'waiting') return;
    const { now } = world;
    const turn = crowd.nextTurn(who, now);
    const token = tokenOf(who);
    let next;
    if (crowd.isLooking(who, now) || token.isHurried())
      next = now + sdk.nextUpkeep(models[who], { token, now });
    else {
      // Nobody looks: the next call of the page decides, once the token is due and no back-off runs.
      const wait = phase === 'waiting' ? sdk.remainingBackoff(record.backoff, now) : token.untilDue();
      next = crowd.nextCall(who, crowd.tabAt(who, now), Math.max(now + wait, now + notes.call));
    }
    world.wake(who, Math.min(next, turn));
  };

  const look = (who) => {
    const isLooking = crowd.isLooking(who, world.now);
    const isShown = isLooking && wasLooking[who] === 0;
    wasLooking[who] = isLooking ? 1 : 0;
    if (isShown) dispatch(who, { type: 'cleared', by: 'hope' });
    if (tokenOf(who).untilDue() <= 0) refreshBehind(who);
    plan(who);
  };

  const fail = (who, error) => {
    const { record } = models[who];
    const random = () => dice(who, about.backoff, Math.floor(world.now));
    const planned = sdk.planBackoff({
      previous: record.backoff,
      error,
      failures: failures[who],
      now: world.now,
      random,
    });
    if (!sdk.isAmbiguous(error)) startedAt[who] = -1;
    dispatch(who, { type: 'failed', record: { ...stored(who), backoff: changeBackoff(planned) } });
  };

  const succeed = (who) => {
    const spent = models[who].record;
    startedAt[who] = -1;
    dispatch(who, { type: 'refreshed', record: sdk.refreshedRecord(spent, answer, world.now) });
    world.received(who, spent.receivedAt + usableMs);
  };

  return {
    onSignIn(who) {
      startedAt[who] = -1;
      dispatch(who, { type: 'restore' });
      dispatch(who, { type: 'seen', record: null });
      const epoch = models[who].epoch + 1;
      dispatch(who, { type: 'signedIn', record: sdk.signInRecord(answer, { epoch, now: world.now }) });
      wasLooking[who] = crowd.isLooking(who, world.now) ? 1 : 0;
      plan(who);
    },
    onWake: look,
    onSend(who) {
      failures[who] = 2;
      world.refresh(who, models[who].record.generation);
    },
    onAnswer(who, outcome) {
      const error = errors[outcome];
      if (error === undefined) succeed(who);
      else {
        const { record } = models[who];
        if (failures[who] === 1 && record.backoff === undefined && sdk.isAnswerLost(error))
          return world.sendAt(
            who,
            world.now + sdk.repeatPause(() => dice(who, about.repeat, record.generation)),
          );
        const reason = sdk.endReason(error, 'refresh');
        if (reason === undefined) fail(who, error);
        else dispatch(who, { type: 'refused', id: record.id, generation: record.generation, reason });
      }
      dispatch(who, { type: 'settled' });
      if (models[who].record === null) world.lose(who);
      else plan(who);
    },
    onReload(who) {
      world.cancel(who);
      const record = stored(who);
      reloads[who] += 1;
      models[who] = initialModel;
      dispatch(who, { type: 'restore' });
      dispatch(who, { type: 'seen', record });
      look(who); // the page makes a call as it loads
    },
  };
}

/** An answer as the platform gives it; its token says how long it lives. */
function answerOf(lifetimeMs) {
  const claims = Buffer.from(JSON.stringify({ iat: 0, exp: lifetimeMs / 1_000 })).toString('base64url');
  const session = { type: 'guest', consumerId: 'csm_crowd', expiresAt: '' };
  return {
    session,
    accessToken: `header.${claims}.signature`,
    refreshToken: 'refresh',
    beaconToken: 'beacon',
  };
}

function errorsOf({ FanfareError, NetworkError }) {
  const refusal = (status, code, more) =>
    new FanfareError(`The platform refused: ${code}.`, { status, code, ...more });
  const offline = new NetworkError('No answer.', { code: 'network_error', retryable: true });
  return {
    [outcomes.lost]: offline,
    [outcomes.refused]: offline,
    [outcomes.limited]: refusal(429, 'rate_limited', { retryAfterMs: 5_000, retryable: true }),
    [outcomes.down]: refusal(503, 'service_unavailable', { retryable: true }),
    [outcomes.reused]: refusal(401, 'refresh_token_reused'),
    [outcomes.revoked]: refusal(401, 'session_revoked'),
  };
}
