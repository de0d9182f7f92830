import type { SessionRow, SessionStore } from './session-store.js';

/** A store under test, empty at first. */
export interface SessionStoreHarness {
  readonly store: SessionStore;
  /** Lets the store's own time pass: a fake clock, or a store whose times are moved back. */
  advance(ms: number): Promise<void>;
  /** Frees what the harness holds. */
  close?(): Promise<void>;
}

/** One promise that a store keeps. */
export interface SessionStoreCheck {
  readonly name: string;
  /** Opens a harness of its own and rejects where the promise is broken. */
  run(): Promise<void>;
}

type Scenario = (harness: SessionStoreHarness) => Promise<void>;

const row = (revision: string, owner = 'owner'): SessionRow => ({
  revision,
  owner,
  record: `fsr1.k.${revision}`,
});
const ttlMs = 60_000;

const scenarios: Readonly<Record<string, Scenario>> = {
  'returns what was written, and null where nothing was': async ({ store }) => {
    equal(await store.read('a'), null);
    equal(await store.write('a', { row: row('1'), expected: null, ttlMs }), true);
    equal(await store.read('a'), row('1'));
    equal(await store.read('b'), null);
  },
  'replaces only what was expected': async ({ store }) => {
    equal(await store.write('a', { row: row('1'), expected: '0', ttlMs }), false);
    equal(await store.read('a'), null);
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    equal(await store.write('a', { row: row('2'), expected: null, ttlMs }), false);
    equal(await store.write('a', { row: row('2'), expected: '0', ttlMs }), false);
    equal(await store.read('a'), row('1'));
    equal(await store.write('a', { row: row('2'), expected: '1', ttlMs }), true);
    equal(await store.read('a'), row('2'));
  },
  'lets one of many writers win': async ({ store }) => {
    const first = await Promise.all(
      many((index) => store.write('a', { row: row(`f${index}`), expected: null, ttlMs })),
    );
    equal(first.filter(Boolean).length, 1);
    const { revision = '' } = (await store.read('a')) ?? {};
    const then = await Promise.all(
      many((index) => store.write('a', { row: row(`t${index}`), expected: revision, ttlMs })),
    );
    equal(then.filter(Boolean).length, 1);
  },
  'forgets a session at its time, and lets another take its place': async ({ store, advance }) => {
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    await advance(ttlMs - 10_000);
    equal(await store.read('a'), row('1'));
    await advance(10_001);
    equal(await store.read('a'), null);
    equal(await store.keysOf('owner'), []);
    equal(await store.write('a', { row: row('2'), expected: '1', ttlMs }), false);
    equal(await store.write('a', { row: row('3'), expected: null, ttlMs }), true);
  },
  'keeps a session for as long as the last write says': async ({ store, advance }) => {
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    await advance(ttlMs / 2);
    await store.write('a', { row: row('2'), expected: '1', ttlMs });
    await advance(ttlMs - 10_000);
    equal(await store.read('a'), row('2'));
    equal(await store.keysOf('owner'), ['a']);
  },
  'finds the sessions of an owner, and no others': async ({ store }) => {
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    await store.write('b', { row: row('1'), expected: null, ttlMs });
    await store.write('c', { row: row('1', 'other'), expected: null, ttlMs });
    equal([...(await store.keysOf('owner'))].sort(), ['a', 'b']);
    await store.remove('a');
    equal(await store.keysOf('owner'), ['b']);
    equal(await store.keysOf('nobody'), []);
  },
  'removes a session for good, also one that is not there': async ({ store }) => {
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    await store.remove('a');
    await store.remove('a');
    equal(await store.read('a'), null);
    equal(await store.write('a', { row: row('2'), expected: '1', ttlMs }), false);
  },
  'gives a lease to one of many, until it is released': async ({ store }) => {
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    const taken = await Promise.all(many((index) => store.lease({ key: 'a', holder: `h${index}` }, 5_000)));
    equal(taken.filter(Boolean).length, 1);
    const holder = `h${taken.indexOf(true)}`;
    await store.release({ key: 'a', holder: 'somebody' });
    equal(await store.lease({ key: 'a', holder: 'next' }, 5_000), false);
    await store.release({ key: 'a', holder });
    equal(await store.lease({ key: 'a', holder: 'next' }, 5_000), true);
  },
  'ends a lease at its time, unless its holder extends it': async ({ store, advance }) => {
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    equal(await store.lease({ key: 'a', holder: 'one' }, 5_000), true);
    await advance(3_000);
    equal(await store.lease({ key: 'a', holder: 'one' }, 5_000), true);
    await advance(3_000);
    equal(await store.lease({ key: 'a', holder: 'two' }, 5_000), false);
    await advance(2_001);
    equal(await store.lease({ key: 'a', holder: 'two' }, 5_000), true);
    equal(await store.lease({ key: 'a', holder: 'one' }, 5_000), false);
  },
  'gives no lease of a session that is not there, and forgets one with its session': async ({ store }) => {
    equal(await store.lease({ key: 'a', holder: 'one' }, 5_000), false);
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    await store.lease({ key: 'a', holder: 'one' }, 5_000);
    await store.remove('a');
    await store.write('a', { row: row('2'), expected: null, ttlMs });
    equal(await store.lease({ key: 'a', holder: 'two' }, 5_000), true);
  },
  'leaves a session under lease to be written': async ({ store }) => {
    await store.write('a', { row: row('1'), expected: null, ttlMs });
    await store.lease({ key: 'a', holder: 'one' }, 5_000);
    equal(await store.write('a', { row: row('2'), expected: '1', ttlMs }), true);
    equal(await store.lease({ key: 'a', holder: 'two' }, 5_000), false);
  },
};

/**
 * Lists what every {@link SessionStore} must do, as named checks for any test runner.
 *
 * @param open - Makes an empty store; called once per check.
 * @example
 * ```ts
 * import { test } from 'node:test';
 * import { memorySessionStore, sessionStoreConformance } from '@fanfare/node/sessions';
 *
 * let now = 0;
 * const clock = { now: () => now, setTimeout: () => () => {} };
 * const checks = sessionStoreConformance(async () => ({
 *   store: memorySessionStore({ clock }),
 *   advance: async (ms) => void (now += ms),
 * }));
 * for (const { name, run } of checks) test(name, run);
 * ```
 */
export function sessionStoreConformance(
  open: () => Promise<SessionStoreHarness>,
): readonly SessionStoreCheck[] {
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

function many<T>(make: (index: number) => T): T[] {
  return Array.from({ length: 20 }, (_, index) => make(index));
}

function equal(actual: unknown, wanted: unknown): void {
  const [got, due] = [actual, wanted].map((value) => JSON.stringify(value));
  if (got !== due)
    throw new Error(`The store answered ${got ?? 'nothing'}, and should have answered ${due ?? 'nothing'}.`);
}
