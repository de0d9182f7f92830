import { operationList, type Operation } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../src/random/seeded-random.js';
import { leaksFrom, secretIn } from './support/walk/leaks.js';
import { canaryOf, createWalker, type Walker } from './support/walk/walker.js';

// A longer walk is one environment variable away; `pnpm test:full` takes it.
const steps = Number(process.env['FANFARE_WALK_STEPS'] ?? 1_500);
const seed = Number(process.env['FANFARE_WALK_SEED'] ?? 20_261_122);

/** Answers in which a merchant is given a secret of their own. */
const givesSecret = new Set(['admin.organizations.rotateSecretKey']);

function openWalk() {
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', seed });
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
  }));
  const random = seededRandom(seed);
  const oneOf = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item; // never empty
  return { platform, tenants, random, oneOf };
}

describe('F10, D6, D9: a walk over all operations', () => {
  it(
    `takes ${steps} steps without an answer that is wrong, or meant for others`,
    { timeout: 600_000 },
    async () => {
      const { platform, tenants, random, oneOf } = openWalk();

      for (let step = 0; step < steps; step += 1) {
        if (random() < 0.05) await platform.clock.advance(`${Math.ceil(random() * 20)}m`);
        const mine = oneOf(tenants);
        const operation = oneOf(operationList);
        const { status, body } = await mine.walker.take(operation);
        const text = JSON.stringify(body) ?? '';
        const others = tenants.filter((tenant) => tenant !== mine);
        const where = `step ${step}, ${operation.id}: `;

        expect(where + (status === 500 ? platform.defects.at(-1) : '')).toBe(where);
        expect([where, ...leaksFrom(others, text)]).toEqual([where]);
        if (!givesSecret.has(operation.id)) expect([where, secretIn(text)]).toEqual([where, undefined]);
      }

      expect(platform.defects).toEqual([]);
    },
  );
});

describe('F12: every operation', () => {
  const tries = 60;

  async function succeeds(walker: Walker, operation: Operation): Promise<boolean> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const { status } = await walker.take(operation);
      if (status === (operation.response === undefined ? 204 : 200)) return true;
    }
    return false;
  }

  it('answers a merchant and a few shoppers who try long enough', async () => {
    const { platform, tenants } = openWalk();
    const walker = tenants[0]?.walker as Walker; // there are three
    await walker.stock();

    const failing: string[] = [];
    for (const operation of operationList)
      if (!(await succeeds(walker, operation))) failing.push(operation.id);

    expect(failing).toEqual([]);
    expect(platform.defects).toEqual([]);
  });
});
