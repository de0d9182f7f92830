import { setTimeout as pause } from 'node:timers/promises';
import { isFanfareError } from '@fanfare/node';
import { postgresSessionStore, redisSessionStore } from '@fanfare/node/sessions';
import { openBackend } from './backend.ts';
import { openCookieShopper } from './cookie-shopper.ts';
import { openCuttingProxy } from './cutting-proxy.ts';
import { postgresEffects, redisEffects } from './effects.ts';
import { growth, holdingsNow, leftovers, type Holdings } from './leak-watch.ts';
import { openMerchant } from './merchant.ts';
import { openPageShopper } from './page-shopper.ts';
import { startPlatform } from './platform-link.ts';
import { openReceiver, type ReceivedEvents } from './receiver.ts';
import { createSeeded } from './seeded.ts';
import type { Shopper } from './shopper.ts';
import { openStores } from './stores.ts';
import { stretchLeeway } from './stretch-leeway.ts';
import { createTimeline } from './timeline.ts';
import { createTrouble } from './trouble.ts';

/** How long, how many, and which chance. */
export interface SoakPlan {
  readonly seconds: number;
  readonly shoppers: number;
  readonly seed: number;
  /** @default 60_000, what docs/scaling.md asks of a platform */
  readonly leewayMs: number;
  /** Is told of each spell of trouble and the breath behind it, on the platform's clock. */
  readonly onSpell?: (ms: number, missing: readonly string[]) => void;
}

/** What a soak found. */
export interface SoakReport {
  /** What shoppers lost, in words. */
  readonly losses: readonly string[];
  /** Refusals of the merchant's calls for their key or signature. */
  readonly refused: readonly string[];
  readonly webhooks: Readonly<Record<'postgres' | 'redis', ReceivedEvents>>;
  readonly calls: { readonly shoppers: number; readonly merchant: number };
  /** How often each fault struck, and each other blow was dealt. */
  readonly trouble: Readonly<Record<string, number>>;
  readonly defects: readonly string[];
  /** What grew, or was left behind. */
  readonly leaks: readonly string[];
  readonly holdings: readonly Holdings[];
  /** The longest from the begin of trouble to the end of the breath behind it, on the platform's clock, in milliseconds. */
  readonly longestMs: number;
  /** The leeway that the platform gave, at most; more than was asked for where the machine did not keep up. */
  readonly leewayMs: number;
}

const secret = 'whsec_of_the_soak_of_everything';
/** Every shopper's token ends in the breath between two spells, so that one call that goes well tells of a refresh that did. */
const accessTokenTtlSeconds = 4;
const breathMs = 5_000;

/**
 * Lets shoppers and a merchant live through faults of all kinds, rolled keys, cut links, killed servers and leaps of time, and counts what is
 * lost. Between two spells of it, everybody gets a breath that lasts until a call of each shopper went well: a platform repeats a lost answer
 * for so long only, and who never gets through is out by its rules, not by our mistake. `undefined` where PostgreSQL or Redis is not installed.
 */
export async function soak(plan: SoakPlan): Promise<SoakReport | undefined> {
  const { seconds, seed, leewayMs } = plan;
  const before = holdingsNow();
  const stores = await openStores();
  if (stores === undefined) return undefined;
  const random = createSeeded(seed);
  const timeline = createTimeline();
  const { clock } = timeline;
  const platform = await startPlatform({ seed, accessTokenTtlSeconds, leewayMs });
  const { publishableKey, queueId } = platform;
  const link = await openCuttingProxy(platform.url);
  const baseUrl = link.url;
  const common = { platform, secret, clock };
  const receivers = {
    postgres: await openReceiver({ ...common, effects: await postgresEffects(stores) }),
    redis: await openReceiver({ ...common, effects: redisEffects(stores) }),
  };
  const sessionTable = postgresSessionStore({ pool: stores.pool });
  await sessionTable.createTable();
  const backends = [sessionTable, redisSessionStore({ client: stores.redis })].map((store) =>
    openBackend(store, { publishableKey, baseUrl, clock, leewayMs }),
  );
  const merchant = await openMerchant({ platform, clock, random });
  const turns = Array.from({ length: plan.shoppers }, () => 0);
  const crowd = await Promise.all(
    turns.map((_, index): Promise<Shopper> => {
      const shared = { baseUrl, publishableKey, queueId, random };
      const backend = backends[index % 4];
      if (backend !== undefined) return openCookieShopper({ ...shared, backend });
      return openPageShopper({ ...shared, clock: timeline.turned(() => turns[index] ?? 0) });
    }),
  );

  const leap = async (ms: number): Promise<void> => {
    timeline.leap(ms);
    await platform.ask('advance', ms);
  };
  const eachReceiver = Object.values(receivers);
  const trouble = createTrouble(platform, {
    random,
    blows: {
      ...stores.blows,
      'platform cut': () => link.cut(),
      'receiver cut': () => random.pick(eachReceiver).cutLink(),
      'API key rolled': () => merchant.rollKey(),
      'webhook secret rolled': () => merchant.rollSecret(random.pick(eachReceiver)),
      'sealing key rolled': () => random.pick(backends).rollSealingKey(),
      'time leapt': () => leap(random.whole(1_000, 10_000)),
      'page clock turned': () =>
        void (turns[random.whole(0, turns.length - 1)] = random.whole(-3_600_000, 3_600_000)),
    },
  });

  const over = new AbortController();
  const lives = [merchant.live(over.signal), ...crowd.map((shopper) => shopper.live(over.signal))];
  const holdings: Holdings[] = [];
  const leeway = stretchLeeway(platform, { leewayMs, now: () => clock.now() });
  let longestMs = 0;
  const until = Date.now() + seconds * 1_000;
  while (Date.now() < until || trouble.missing.length > 0) {
    const since = clock.now();
    leeway.begin();
    await trouble.spell();
    await leap(breathMs);
    await breath(crowd);
    const ms = clock.now() - since;
    longestMs = Math.max(longestMs, ms);
    plan.onSpell?.(ms, trouble.missing);
    holdings.push(holdingsNow());
  }
  over.abort();
  await Promise.all(lives);

  const losses = (await Promise.all(crowd.map((shopper) => settled(shopper)))).flat();
  leeway.stop();
  // Less at once than the tolerance of time stamps, for receivers and platform do not leap in one step.
  for (let left = 2_000; left > 0 && (await platform.ask('pending')) > 0; left -= 1) await leap(200_000);
  const webhooks = { postgres: await receivers.postgres.judge(), redis: await receivers.redis.judge() };
  const calls = { shoppers: sum(crowd.map((shopper) => shopper.calls)), merchant: merchant.calls };
  const defects = await platform.ask('defects');
  for (const shopper of crowd) shopper.destroy();
  for (const receiver of eachReceiver) receiver.close();
  link.close();
  await platform.close();
  await stores.close();
  const leaks = [...growth(holdings), ...(await leftovers(before))];
  const { refused } = merchant;
  return {
    losses,
    refused,
    webhooks,
    calls,
    trouble: trouble.counts,
    defects,
    leaks,
    holdings,
    longestMs,
    leewayMs: leeway.longestMs,
  };
}

/** Waits until one call of every shopper went well, which began after this did; who cannot go on is found in the end. */
async function breath(crowd: readonly Shopper[]): Promise<void> {
  const before = crowd.map(({ good }) => good);
  for (
    let left = 600;
    left > 0 && crowd.some(({ good }, index) => good < (before[index] ?? 0) + 2);
    left -= 1
  ) {
    await pause(100);
  }
}

/** Asks a shopper until the trouble is over for them, too: a back-off may last. */
async function settled(shopper: Shopper): Promise<readonly string[]> {
  for (let left = 60; left > 0; left -= 1) {
    const losses = await shopper.losses().catch(() => undefined);
    if (losses !== undefined) return losses;
    await pause(1_000);
  }
  return shopper
    .losses()
    .catch((error: unknown) => [
      `a shopper cannot go on: ${isFanfareError(error) ? error.code : String(error)}`,
    ]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
