import { memoryInbox, type InboxClaim, type WebhookInbox } from '@fanfare/node/webhooks';
import type { Clock } from '@fanfare/core/base';

/** A memory inbox that notes its calls and fails on demand. */
export interface ScriptedInbox extends WebhookInbox {
  readonly calls: string[];
  readonly keys: Set<string>;
  readonly owners: Set<string>;
  /** Makes the next calls of a method reject. */
  failNext(method: keyof WebhookInbox, times?: number): void;
}

export function scriptedInbox(clock: Clock): ScriptedInbox {
  const inner = memoryInbox({ clock });
  const failures = new Map<keyof WebhookInbox, number>();
  const calls: string[] = [];
  const keys = new Set<string>();
  const owners = new Set<string>();

  function note(method: keyof WebhookInbox, { key, owner }: InboxClaim): void {
    calls.push(method);
    keys.add(key);
    owners.add(owner);
    const left = failures.get(method) ?? 0;
    failures.set(method, left - 1);
    if (left > 0) throw new Error(`the store is down: ${method}`);
  }

  return {
    calls,
    keys,
    owners,
    failNext: (method, times = 1) => void failures.set(method, times),
    async claim(claim, leaseMs) {
      note('claim', claim);
      return inner.claim(claim, leaseMs);
    },
    async renew(claim, leaseMs) {
      note('renew', claim);
      return inner.renew(claim, leaseMs);
    },
    async complete(claim) {
      note('complete', claim);
      return inner.complete(claim);
    },
    release(claim) {
      note('release', claim); // throws before there is a promise, as careless stores do
      return inner.release(claim);
    },
  };
}
