import { type InboxHarness, inboxScenarios } from './inbox-scenarios.js';
import { type InboxTransactionHarness, transactionScenarios } from './inbox-transaction-scenarios.js';

/** One promise that an inbox keeps. */
export interface InboxCheck {
  readonly name: string;
  /** Opens a harness of its own and rejects where the promise is broken. */
  run(): Promise<void>;
}

/**
 * Lists what every {@link WebhookInbox} must do, as named checks for any test runner.
 *
 * @param open - Makes an empty inbox; called once per check.
 * @example
 * ```ts
 * import { test } from 'node:test';
 * import { inboxConformance, memoryInbox } from '@fanfare/node/webhooks';
 *
 * let now = 0;
 * const clock = { now: () => now, setTimeout: () => () => {} };
 * const checks = inboxConformance(async () => ({
 *   inbox: memoryInbox({ clock }),
 *   advance: async (ms) => void (now += ms),
 * }));
 * for (const { name, run } of checks) test(name, run);
 * ```
 */
export function inboxConformance<Tx>(open: () => Promise<InboxHarness<Tx>>): readonly InboxCheck[] {
  // Without `transact`, no promise of this list depends on the type of a transaction.
  return checksOf(inboxScenarios, open as () => Promise<InboxHarness<unknown>>);
}

/**
 * Lists what an inbox with `transact` must do besides {@link inboxConformance}.
 *
 * @param open - Makes an empty inbox and an empty place for effects; called once per check.
 * @example
 * ```ts
 * import { test } from 'node:test';
 * import { inboxTransactionConformance, type InboxTransactionHarness } from '@fanfare/node/webhooks';
 *
 * interface Transaction {
 *   insert(): Promise<void>;
 * }
 * declare function openHarness(): Promise<InboxTransactionHarness<Transaction>>; // write: (tx) => tx.insert()
 *
 * for (const { name, run } of inboxTransactionConformance(openHarness)) test(name, run);
 * ```
 */
export function inboxTransactionConformance<Tx>(
  open: () => Promise<InboxTransactionHarness<Tx>>,
): readonly InboxCheck[] {
  return checksOf(transactionScenarios<Tx>(), open);
}

function checksOf<Harness extends { close?(): Promise<void> }>(
  scenarios: Readonly<Record<string, (harness: Harness) => Promise<void>>>,
  open: () => Promise<Harness>,
): readonly InboxCheck[] {
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
