import { loadDecisions } from './load-sdk.mjs';
import { measurePolicy } from './measure-policy.mjs';
import { policies, varied } from './policies/policies.mjs';
import { measurePoller } from './polling/measure-poller.mjs';
import { adaptive, asBefore, fixedInterval } from './polling/pollers.mjs';

/** Other defaults, to see what they would do. */
export const variants = {
  'as it is': {},
  'spread over 5 % of the lifetime': { share: 0.05 },
  'spread over 10 %': { share: 0.1 },
  'spread over 40 %': { share: 0.4 },
  'pauses of 10 s at most': { longestMs: 10_000 },
  'pauses of 40 to 80 s at most': { longerBy: 2 },
};

/** A platform that gets slow before it goes, and goes with requests that have taken effect and are not answered yet. */
function cutOff(settings) {
  return { ...settings, latencyMs: { least: 500, most: 1_500 }, outage: { cutsAnswers: true } };
}

/** Platforms that break what holds elsewhere. */
export const platforms = {
  'leeway of 60 s': {},
  'leeway of 10 s': { leewayMs: 10_000 },
  'no leeway': { leewayMs: 0 },
  'leeway of 60 s, slow answers that the outage cuts off': cutOff({}),
  'leeway of 2 min, slow answers that the outage cuts off': cutOff({ leewayMs: 120_000 }),
};

/** Pages that poll, each with what the platform writes into its streams. */
export const pollers = {
  adaptive: (sdk) => ({ poller: adaptive(sdk) }),
  hinted: (sdk) => ({ poller: adaptive(sdk, { name: 'Fanfare, pollAfterMs: 30000', hintMs: 30_000 }) }),
  stream: (sdk) => ({
    poller: adaptive(sdk, { name: 'Fanfare, a stream, retry: 3000', live: true }),
  }),
  calmStream: (sdk) => ({
    poller: adaptive(sdk, { name: 'Fanfare, a stream, retry: 60000', live: true }),
    retryMs: 60_000,
  }),
  before: (sdk) => ({ poller: asBefore(sdk) }),
  fixed: () => ({ poller: fixedInterval(5_000) }),
};

/** The decisions of the SDK, when they are loaded. */
export const loaded = loadDecisions();

/** What can be asked for, so that each can run in a thread of its own. */
export const jobs = {
  async tokens({ policy, ...given }) {
    return measurePolicy({ ...given, policy: policies[policy](await loaded) });
  },
  async variant({ variant, ...given }) {
    const policy = varied(await loaded, variants[variant]);
    return { ...measurePolicy({ ...given, policy }), name: variant };
  },
  async platform({ policy, platform, ...given }) {
    const measured = measurePolicy({
      ...given,
      policy: policies[policy](await loaded),
      platform: platforms[platform],
    });
    return { ...measured, platform };
  },
  async polling({ poller, ...given }) {
    const sdk = await loaded;
    return measurePoller({ ...given, ...pollers[poller](sdk), reconnectDelay: sdk.reconnectDelay });
  },
};
