import type { LiveRecord, TokenRecord } from '../stores/token-record.js';
import type { TokenStore } from '../stores/token-store.js';

/** One thing that every token store has to do. */
export interface ConformanceCheck {
  readonly name: string;
  /** Rejects with an `Error` that says what is wrong. */
  run(): Promise<void>;
}

/** What is tested. */
export interface ConformanceSubject {
  /** Makes an empty store. */
  readonly create: () => TokenStore | Promise<TokenStore>;
  /** Opens what `store` keeps once more, as another tab does. @default the same object */
  readonly reopen?: (store: TokenStore) => TokenStore | Promise<TokenStore>;
}

/**
 * Lists what a token store has to do, as checks for any test runner. A store that passes them keeps several
 * tabs from undoing each other's work.
 *
 * @example
 * ```ts
 * import { memoryTokenStore } from '@fanfare/browser';
 * import { tokenStoreConformance } from '@fanfare/browser/testing';
 *
 * for (const check of tokenStoreConformance({ create: () => memoryTokenStore() })) await check.run();
 * ```
 */
export function tokenStoreConformance(subject: ConformanceSubject): readonly ConformanceCheck[] {
  const { create, reopen = (store): TokenStore => store } = subject;
  const check = (name: string, body: (store: TokenStore) => Promise<void>): ConformanceCheck => ({
    name,
    run: async () => body(await create()),
  });

  return [
    check('is empty at first', async (store) => {
      same(await store.read(), null, 'read() of an empty store');
    }),
    check('returns what was written, member by member', async (store) => {
      const record = sample('first');
      same(await store.write(record, null), true, 'write() to an empty store');
      same(await store.read(), record, 'read() after write()');
    }),
    check('returns it also where it is opened again', async (store) => {
      const record = sample('first');
      await store.write(record, null);
      same(await (await reopen(store)).read(), record, 'read() by another tab');
    }),
    check('replaces what has the expected revision', async (store) => {
      await store.write(sample('first'), null);
      same(await store.write(sample('second'), 'first'), true, 'write() that expects what is there');
      same(await store.read(), sample('second'), 'read() after the replacement');
    }),
    check('keeps what has another revision', async (store) => {
      await store.write(sample('first'), null);
      same(await store.write(sample('second'), 'older'), false, 'write() that expects another revision');
      same(await store.write(sample('second'), null), false, 'write() that expects nothing');
      same(await store.read(), sample('first'), 'read() after refused writes');
    }),
    check('keeps being empty where a revision is expected', async (store) => {
      same(await store.write(sample('second'), 'first'), false, 'write() that expects what is not there');
      same(await store.read(), null, 'read() after a refused write');
    }),
    check('lets one of many writers win', async (store) => {
      await store.write(sample('first'), null);
      const other = await reopen(store);
      const revisions = Array.from({ length: 16 }, (_, index) => `writer-${index}`);
      const wins = await Promise.all(
        revisions.map((revision, index) =>
          (index % 2 === 0 ? store : other).write(sample(revision), 'first'),
        ),
      );
      same(wins.filter(Boolean).length, 1, 'the number of writers that won');
      same((await store.read())?.revision, revisions[wins.indexOf(true)], 'the revision that is kept');
    }),
    check('keeps the end of a session, and nothing of what it was', async (store) => {
      const ended: TokenRecord = { kind: 'ended', epoch: 1, id: 'id', revision: 'end', reason: 'logout' };
      await store.write(sample('first'), null);
      same(await store.write(ended, 'first'), true, 'write() of an end');
      same(await (await reopen(store)).read(), ended, 'read() after the end');
    }),
  ];
}

/** A record with every member, and text that is easily spoilt. */
function sample(revision: string): LiveRecord {
  return {
    kind: 'live',
    epoch: 1,
    id: 'id',
    generation: 0,
    revision,
    consumer: {
      consumerId: 'consumer-1',
      type: 'authenticated',
      email: 'zoë@example.com',
      phone: '+15550100',
    },
    accessToken: 'header.payload.signature',
    refreshToken: 'refresh-token-of-a-sample',
    beaconToken: 'beacon-token-of-a-sample',
    lifetimeMs: 3_600_000,
    receivedAt: 1_795_000_000_000.25,
    startedAt: 1_795_000_000_001,
    backoff: { failedAt: 1, delayMs: 2, attempt: 3, code: 'network_error', status: 503, ordered: true },
    lease: { name: 'lock', by: 'tab', until: 4 },
  };
}

function same(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [stable(actual), stable(expected)];
  if (got !== wanted) throw new Error(`${what}: expected ${wanted}, got ${got}.`);
}

/** JSON with sorted members, as the order of members means nothing. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    ) ?? 'undefined'
  );
}
