import { operationList, type Operation } from '@fanfare/contract/operations';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../src/random/seeded-random.js';
import { helpersOf, operationsInOrder } from './support/walk/in-order.js';
import { leaksFrom, secretIn } from './support/walk/leaks.js';
import { isEmptyAnswer } from './support/walk/meaning-of.js';
import { canaryOf, createWalker, type Walker } from './support/walk/walker.js';

// A longer walk is one environment variable away; `pnpm test:full` takes it.
const steps = Number(process.env['FANFARE_WALK_STEPS'] ?? 1_000);
const seed = Number(process.env['FANFARE_WALK_SEED'] ?? 20_261_122);

/** Answers in which a merchant is given a secret of their own. */
const givesSecret = new Set([
  'admin.organizations.rotateSecretKey',
  'admin.apiKeys.create',
  'admin.apiKeys.roll',
  'admin.webhooks.create',
  'admin.webhooks.rollSecret',
]);

/** Webhooks arrive, and no network is used. */
const deliver = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));

function openWalk(seed: number) {
  const platform = createMockPlatform({
    now: '2026-11-22T10:00:00Z',
    seed,
    deliver,
    withoutRateLimits: true,
  });
  const [aurora, borealis] = platform.world.organizations;
  const tenants = (
    [
      [aurora, 'test'],
      [borealis, 'test'],
      [aurora, 'live'],
    ] as const
  ).map(([organization, mode], index) => ({
    walker: createWalker({ platform, organization, mode, seed: seed + index }),
    canary: canaryOf(organization, mode),
    organization,
  }));
  const random = seededRandom(seed);
  const oneOf = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item; // never empty
  return { platform, tenants, random, oneOf };
}

type Tenant = ReturnType<typeof openWalk>['tenants'][number];

/** What an organization is itself, both of its modes see. */
function sharesWith(tenant: Tenant, { mine, operation }: { mine: Tenant; operation: Operation }): boolean {
  return tenant.organization === mine.organization && operation.id.includes('organizations.');
}

describe('F10, D6, D9: a walk over all operations', () => {
  it(
    `takes ${steps} steps without an answer that is wrong, or meant for others`,
    { timeout: 600_000 },
    async () => {
      const { platform, tenants, random, oneOf } = openWalk(seed);

      for (let step = 0; step < steps; step += 1) {
        if (random() < 0.05) await platform.clock.advance(`${Math.ceil(random() * 20)}m`);
        const mine = oneOf(tenants);
        const operation = oneOf(operationList);
        const { status, body } = await mine.walker.take(operation);
        const text = JSON.stringify(body) ?? '';
        const others = tenants.filter(
          (tenant) => tenant !== mine && !sharesWith(tenant, { mine, operation }),
        );
        const where = `step ${step}, ${operation.id}: `;

        expect(where + (status === 500 ? platform.defects.at(-1) : '')).toBe(where);
        expect([where, ...leaksFrom(others, text)]).toEqual([where]);
        if (!givesSecret.has(operation.id)) expect([where, secretIn(text)]).toEqual([where, undefined]);
      }
      expect(platform.defects).toEqual([]);
    },
  );
});

/** Switches the bot check on in front of some of the sequences, for which there is no operation. */
async function checkBots(platform: MockPlatform, { pool }: Walker): Promise<void> {
  for (const number of [0, 2, 4, 6]) {
    const sequence = pool.pick('sequenceId', { number, chosen: {} })?.value;
    await platform.fetch(`${platform.origin}/__mock/sequences/${sequence}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ botCheck: 'required' }),
    });
  }
}

/** What takes an authenticator, the mail of an address, a marketing tool's list or a written file has tests of its own. */
function needsMore({ id }: Operation): boolean {
  return /^(mfa|emailVerification)\.|^admin\.(audiences\.sync|waitlists\.exports\.download)$/.test(id);
}

/** A world in which a merchant and a few shoppers try everything; the other tenant's shoppers stand behind gates. */
async function openTrials(seed: number) {
  const { platform, tenants } = openWalk(seed);
  const [walker, behindGates] = tenants.map((tenant) => tenant.walker) as [Walker, Walker]; // there are three
  await walker.stock();
  for (let shopper = 0; shopper < 3; shopper += 1) await walker.admit();

  async function whoFor({ id }: Operation): Promise<Walker> {
    if (id !== 'challenges.verify') return walker;
    await behindGates.stock();
    await checkBots(platform, behindGates);
    return behindGates;
  }

  async function succeeds(operation: Operation): Promise<boolean> {
    const who = await whoFor(operation);
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const { status } = await who.take(operation);
      if (status === (isEmptyAnswer(operation) ? 204 : 200)) return true;
      if (attempt % 6 !== 0) continue;
      for (const row of helpersOf(operation)) await who.take(row);
      await who.admit();
      await platform.clock.advance('30s');
    }
    return false;
  }
  return { platform, succeeds };
}

const tries = 24;
const worlds = 24;

describe('F12: every operation', () => {
  // What is out of reach in one world, such as a draw for members of nothing, is within it in another.
  it('answers a merchant and a few shoppers who try long enough', { timeout: 600_000 }, async () => {
    const missing = new Set(operationsInOrder.filter((row) => !needsMore(row)));
    for (let world = 0; world < worlds && missing.size > 0; world += 1) {
      const { platform, succeeds } = await openTrials(seed + world);
      for (const operation of missing) if (await succeeds(operation)) missing.delete(operation);
      expect(platform.defects).toEqual([]);
    }

    expect([...missing].map(({ id }) => id)).toEqual([]);
  });
});
