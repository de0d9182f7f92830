import type { InboxClaim } from './inbox.js';
import { expect, type InboxHarness } from './inbox-scenarios.js';

/** An inbox with transactions under test, empty at first, and a place for effects. */
export interface InboxTransactionHarness<Tx> extends InboxHarness<Tx> {
  /** Writes one effect by way of the transaction. */
  write(tx: Tx): Promise<unknown>;
  /** Counts the effects that are there, as everybody else sees them. */
  count(): Promise<number>;
}

type Scenario<Tx> = (harness: InboxTransactionHarness<Tx>) => Promise<void>;

const leaseMs = 10_000;
const ours: InboxClaim = { key: '["org_1","whk_1"]', owner: 'first' };
const theirs: InboxClaim = { ...ours, owner: 'second' };

/** What every inbox with transactions must do, by what it says of itself. */
export function transactionScenarios<Tx>(): Readonly<Record<string, Scenario<Tx>>> {
  const limit = { limitMs: 60_000, signal: new AbortController().signal };
  return {
    'has the effect and the completion at once': async ({ inbox, write, count }) => {
      await inbox.claim(ours, leaseMs);
      const run = async (tx: Tx): Promise<void> => {
        await write(tx);
        expect(await count(), 0);
      };
      expect(await inbox.transact?.(ours, { ...limit, run }), true);
      expect(await count(), 1);
      expect((await inbox.claim(theirs, leaseMs)).state, 'done');
    },
    'has nothing of what threw, and says what it was': async ({ inbox, write, count }) => {
      await inbox.claim(ours, leaseMs);
      const run = async (tx: Tx): Promise<void> => {
        await write(tx);
        throw new Error('it did not work');
      };
      const thrown = await inbox.transact?.(ours, { ...limit, run }).then(String, String);
      expect(String(thrown), 'Error: it did not work');
      expect(await count(), 0);
      expect((await inbox.claim(theirs, leaseMs)).state, 'in_flight');
      await inbox.release(ours);
      expect((await inbox.claim(theirs, leaseMs)).state, 'fresh');
    },
    'does not even start for those whose event was taken': async ({ inbox, write, count, advance }) => {
      await inbox.claim(ours, leaseMs);
      await advance(leaseMs + 1);
      await inbox.claim(theirs, leaseMs);
      expect(await inbox.transact?.(ours, { ...limit, run: async (tx) => void (await write(tx)) }), false);
      expect(await count(), 0);
    },
    'does not start for what is done, given back or was never claimed': async ({ inbox, write, count }) => {
      const transaction = { ...limit, run: async (tx: Tx) => void (await write(tx)) };
      expect(await inbox.transact?.(ours, transaction), false);
      await inbox.claim(ours, leaseMs);
      await inbox.release(ours);
      expect(await inbox.transact?.(ours, transaction), false);
      await inbox.claim(ours, leaseMs);
      await inbox.complete(ours);
      expect(await inbox.transact?.(ours, transaction), false);
      expect(await count(), 0);
    },
    'holds the event until it ends, however long the lease was': async ({ inbox, write, count, advance }) => {
      await inbox.claim(ours, 1);
      await advance(leaseMs);
      const run = async (tx: Tx): Promise<void> => {
        await write(tx);
        expect((await inbox.claim(theirs, leaseMs)).state, 'in_flight');
        expect(await inbox.renew(theirs, leaseMs), false);
        expect(await inbox.complete(theirs), false);
        await inbox.release(theirs);
      };
      expect(await inbox.transact?.(ours, { ...limit, run }), true);
      expect(await count(), 1);
    },
    'starts though the lease ran out, where nobody took the event': async ({
      inbox,
      write,
      count,
      advance,
    }) => {
      await inbox.claim(ours, leaseMs);
      await advance(leaseMs + 1);
      expect(await inbox.transact?.(ours, { ...limit, run: async (tx) => void (await write(tx)) }), true);
      expect(await count(), 1);
    },
    'lets parallel transactions of one claim have one effect': async ({ inbox, write, count }) => {
      await inbox.claim(ours, leaseMs);
      const transaction = { ...limit, run: async (tx: Tx) => void (await write(tx)) };
      const results = await Promise.all(
        Array.from({ length: 10 }, async () => inbox.transact?.(ours, transaction)),
      );
      expect(results.filter((completed) => completed === true).length, 1);
      expect(await count(), 1);
    },
    'gives no transaction to those who come after its end': async ({ inbox, write, count }) => {
      await inbox.claim(ours, leaseMs);
      const kept: Tx[] = [];
      await inbox.transact?.(ours, { ...limit, run: async (tx) => void kept.push(tx) });
      for (const tx of kept) {
        expect(
          await (async () => write(tx))().then(
            () => 'written',
            () => 'refused',
          ),
          'refused',
        );
      }
      expect(kept.length, 1);
      expect(await count(), 0);
    },
  };
}
