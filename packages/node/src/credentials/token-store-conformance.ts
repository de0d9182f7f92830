import type { TokenOwner, TokenStore } from './token-store.js';

/** A store under test, empty at first. */
export interface TokenStoreHarness {
  readonly store: TokenStore;
  /** Lets the store's own time pass: a fake clock, or a store whose times are moved back. */
  advance(ms: number): Promise<void>;
  /** Opens what `store` keeps once more, as another process does. @default the same object */
  reopen?(): Promise<TokenStore>;
  /** Frees what the harness holds. */
  close?(): Promise<void>;
}

/** One promise that a store keeps. */
export interface TokenStoreCheck {
  readonly name: string;
  /** Opens a harness of its own and rejects where the promise is broken. */
  run(): Promise<void>;
}

type Scenario = (harness: TokenStoreHarness) => Promise<void>;

const till: TokenOwner = { tenant: 'aurora', user: 'till' };
const office: TokenOwner = { tenant: 'aurora', user: 'office' };
const leaseMs = 60_000;

const scenarios: Readonly<Record<string, Scenario>> = {
  'returns what was written last, and undefined where nothing was': async ({ store }) => {
    equal(await store.read(till), undefined);
    await put(store, 'one');
    equal(await store.read(till), 'one');
    await put(store, 'two');
    equal(await store.read(till), 'two');
  },
  'keeps a record as it is, whatever letters are in it': async ({ store }) => {
    const record = `{"token":"a\\n'\\"${'é😀'.repeat(2_000)}"}`;
    await put(store, record);
    equal(await store.read(till), record);
  },
  'is read by another process too': async ({ store, reopen = async () => store }) => {
    await put(store, 'one');
    const other = await reopen();
    equal(await other.read(till), 'one');
    equal(await store.claim(till, { holder: 'here', leaseMs }), true);
    equal(await other.claim(till, { holder: 'there', leaseMs }), false);
    equal(await other.write(till, { record: 'of the other', holder: 'there' }), false);
    await store.release(till, 'here');
    await put(other, 'two');
    equal(await store.read(till), 'two');
  },
  'gives nothing of an owner to another one': async ({ store }) => {
    await put(store, 'of the till');
    await put(store, 'of the office', office);
    const alike = [
      { tenant: 'auroratill', user: '' },
      { tenant: 'aurora', user: 'Till' },
      { tenant: 'till', user: 'aurora' },
      { tenant: 'aurora', user: 'ti%' },
    ];
    for (const owner of alike) equal(await store.read(owner), undefined);
    equal([await store.read(till), await store.read(office)], ['of the till', 'of the office']);
  },
  'removes a record for good, also one that is not there, and no other': async ({ store }) => {
    await put(store, 'one');
    await put(store, 'of the office', office);
    await store.remove(till);
    await store.remove(till);
    equal([await store.read(till), await store.read(office)], [undefined, 'of the office']);
    await put(store, 'two');
    equal(await store.read(till), 'two');
  },
  'gives a turn to one of many, until it is released': async ({ store }) => {
    const claims = await claimAll(store, 'first');
    equal(claims.filter(Boolean).length, 1);
    equal(await store.claim(office, { holder: 'of the office', leaseMs }), true);
    await store.release(till, 'somebody else');
    equal(await store.claim(till, { holder: 'next', leaseMs }), false);
    await store.release(till, `first-${claims.indexOf(true)}`);
    equal(await store.claim(till, { holder: 'next', leaseMs }), true);
  },
  'gives a turn to one of many whose record is there already': async ({ store }) => {
    await put(store, 'one');
    equal((await claimAll(store, 'first')).filter(Boolean).length, 1);
    equal(await store.read(till), 'one');
  },
  'ends a turn at its time, and gives the next one to one of many': async ({ store, advance }) => {
    await store.claim(till, { holder: 'dead', leaseMs });
    await advance(leaseMs - 10_000);
    equal(await store.claim(till, { holder: 'early', leaseMs }), false);
    await advance(10_001);
    // All of a round may come away with nothing, where what is over has to be cleared away first.
    let winners = 0;
    for (let round = 0; round < 5 && winners === 0; round += 1)
      winners += (await claimAll(store, `round-${round}`)).filter(Boolean).length;
    equal(winners, 1);
    await store.release(till, 'dead');
    equal(await store.claim(till, { holder: 'late', leaseMs }), false);
  },
  'takes nothing from who has no turn, or has it no more': async ({ store, advance }) => {
    equal(await store.write(till, { record: 'x', holder: 'nobody' }), false);
    await store.claim(till, { holder: 'slow', leaseMs });
    equal(await store.write(till, { record: 'x', holder: 'somebody else' }), false);
    equal(await store.write(office, { record: 'x', holder: 'slow' }), false);
    await advance(leaseMs + 1);
    equal(await store.write(till, { record: 'x', holder: 'slow' }), false);
    equal([await store.read(till), await store.read(office)], [undefined, undefined]);
  },
  'takes nothing from who released the turn, or lost it to another one': async ({ store, advance }) => {
    await store.claim(till, { holder: 'slow', leaseMs });
    await advance(leaseMs + 1);
    for (let round = 0; round < 2; round += 1)
      if (await store.claim(till, { holder: 'quick', leaseMs })) break;
    equal(await store.write(till, { record: 'of the quick one', holder: 'quick' }), true);
    equal(await store.write(till, { record: 'of the slow one', holder: 'slow' }), false);
    await store.release(till, 'quick');
    equal(await store.write(till, { record: 'too late', holder: 'quick' }), false);
    equal(await store.read(till), 'of the quick one');
  },
  'leaves a turn to its holder when a record is removed': async ({ store }) => {
    await put(store, 'one');
    await store.claim(till, { holder: 'one', leaseMs });
    await store.remove(till);
    equal(await store.claim(till, { holder: 'two', leaseMs }), false);
    equal(await store.write(till, { record: 'two', holder: 'one' }), true);
  },
};

/**
 * Lists what every {@link TokenStore} must do, as named checks for any test runner.
 *
 * @param open - Makes an empty store; called once per check.
 * @example
 * ```ts
 * import { test } from 'node:test';
 * import { memoryTokenStore, tokenStoreConformance } from '@fanfare/node/credentials';
 *
 * let now = 0;
 * const clock = { now: () => now, setTimeout: () => () => {} };
 * const checks = tokenStoreConformance(async () => ({
 *   store: memoryTokenStore({ clock }),
 *   advance: async (ms) => void (now += ms),
 * }));
 * for (const { name, run } of checks) test(name, run);
 * ```
 */
export function tokenStoreConformance(open: () => Promise<TokenStoreHarness>): readonly TokenStoreCheck[] {
  return Object.entries(scenarios).map(([name, scenario]) => ({
    name,
    async run() {
      const harness = await open();
      try {
        await scenario(harness);
      } finally {
        await harness.close?.();
      }
    },
  }));
}

/** Writes in a turn, as a token manager does. */
async function put(store: TokenStore, record: string, owner = till): Promise<void> {
  const holder = `writes ${record.length}`;
  equal(await store.claim(owner, { holder, leaseMs }), true);
  equal(await store.write(owner, { record, holder }), true);
  await store.release(owner, holder);
}

function claimAll(store: TokenStore, name: string): Promise<boolean[]> {
  const claims = Array.from({ length: 20 }, (_, index) =>
    store.claim(till, { holder: `${name}-${index}`, leaseMs }),
  );
  return Promise.all(claims);
}

function equal(actual: unknown, wanted: unknown): void {
  const [got, due] = [actual, wanted].map((value) => JSON.stringify(value));
  if (got !== due)
    throw new Error(`The store answered ${got ?? 'nothing'}, and should have answered ${due ?? 'nothing'}.`);
}
