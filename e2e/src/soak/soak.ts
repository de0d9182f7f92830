import { setTimeout as pause } from 'node:timers/promises';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { isFanfareError } from '@fanfare/node';
import { openMerchant } from './merchant.ts';
import { openReceiver } from './receiver.ts';
import { createSeeded } from './seeded.ts';
import { openShopper, type Shopper } from './shopper.ts';
import { makeTrouble } from './trouble.ts';

/** How long, how many, and which chance. */
export interface SoakPlan {
  readonly seconds: number;
  readonly shoppers: number;
  readonly seed: number;
  readonly databaseUrl: string;
}

/** What a soak found. */
export interface SoakReport {
  /** What shoppers lost, in words. */
  readonly losses: readonly string[];
  /** Refusals of the merchant's calls for their key or signature. */
  readonly refused: readonly string[];
  /** Events that had no effect, or more than one. */
  readonly effects: { readonly events: number; readonly missing: number; readonly doubled: number };
  readonly calls: { readonly shoppers: number; readonly merchant: number };
  /** How often each thing went wrong. */
  readonly trouble: Readonly<Record<string, number>>;
  readonly defects: readonly string[];
  /** Bytes in use before and after, each behind a collection of garbage where it may be asked for. */
  readonly heap: readonly [before: number, after: number];
}

const secret = 'whsec_of_the_soak_of_everything';

/** Lets shoppers and a merchant live through faults of all kinds, rolled keys, cut links and jumps of the clock, and counts what is lost. */
export async function soak({ seconds, shoppers, seed, databaseUrl }: SoakPlan): Promise<SoakReport> {
  const random = createSeeded(seed);
  const mock = await startMockServer({
    seed,
    withoutRateLimits: true,
    settings: { accessTokenTtlSeconds: 4, leewayMs: 600_000, pollAfterMs: 500 },
  });
  const { platform } = mock;
  const clock = {
    now: () => platform.clock.now(),
    setTimeout(run: () => void, ms: number) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const receiver = await openReceiver({ databaseUrl, secret, clock });
  const [{ id: organizationId }] = platform.world.organizations;
  const endpoint = platform.addWebhookEndpoint({ organizationId, url: receiver.url, secret });
  const merchant = await openMerchant({ mock, endpointId: endpoint.id, receiver, random });
  const crowd = await Promise.all(Array.from({ length: shoppers }, () => openShopper(mock, random)));
  const before = heapInUse();

  const over = new AbortController();
  const lives = [merchant.live(over.signal), ...crowd.map((shopper) => shopper.live(over.signal))];
  const others = {
    'link cut': () => receiver.cutLink(),
    'key rolled': () => merchant.rollKey(),
    'secret rolled': () => merchant.rollSecret(),
    'clock moved': () => platform.clock.advance('20s'),
  };
  const making = makeTrouble(mock, { others, random, signal: over.signal });
  await pause(seconds * 1_000);
  over.abort();
  const trouble = await making;
  await Promise.all(lives);

  const losses = (await Promise.all(crowd.map((shopper) => settled(shopper)))).flat();
  await drain(mock);
  const effects = await compare(mock, { endpointId: endpoint.id, effects: await receiver.effects() });
  const calls = { shoppers: sum(crowd.map((shopper) => shopper.calls)), merchant: merchant.calls };
  for (const shopper of crowd) shopper.destroy();
  const after = heapInUse();
  await mock.close();
  await receiver.close();
  return {
    losses,
    refused: merchant.refused,
    effects,
    calls,
    trouble,
    defects: platform.defects,
    heap: [before, after],
  };
}

/** Asks a shopper until the trouble is over for them, too: a back-off may last. */
async function settled(shopper: Shopper): Promise<readonly string[]> {
  for (let left = 20; left > 0; left -= 1) {
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

/** Lets the platform try again everything that it still has to deliver. */
async function drain({ platform }: MockServer): Promise<void> {
  for (let left = 60; left > 0; left -= 1) {
    await platform.settle();
    if (platform.deliveries.every(({ status }) => status !== 'pending')) return;
    await platform.clock.advance('2h');
  }
}

async function compare(
  { platform }: MockServer,
  { endpointId, effects }: { readonly endpointId: string; readonly effects: ReadonlyMap<string, number> },
): Promise<SoakReport['effects']> {
  const told = new Set(
    platform.deliveries
      .filter((delivery) => delivery.endpointId === endpointId)
      .map(({ eventId }) => eventId),
  );
  return {
    events: told.size,
    missing: [...told].filter((id) => !effects.has(id)).length,
    doubled: [...effects.values()].filter((times) => times > 1).length,
  };
}

function heapInUse(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
