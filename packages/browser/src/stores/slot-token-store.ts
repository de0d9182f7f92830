import { createTurns, type Turns } from '../turns.js';
import { isTokenRecord } from './is-token-record.js';
import type { TokenRecord } from './token-record.js';
import type { TokenStore } from './token-store.js';

/** A place that holds one text: an item of a keychain, an encrypted file, an entry of a storage. */
export interface TokenSlot {
  /** Returns the text; `null` where there is none. A rejection, such as of a shopper who shows no finger, loses nothing. */
  read(): Promise<string | null> | string | null;
  write(text: string): Promise<void> | void;
  /** How long one of the two may take, in milliseconds; longer where the shopper is asked. @default 2_000 */
  readonly timeoutMs?: number;
}

// By slot, and forgotten with it: several clients of one app may share one.
const turns = new WeakMap<TokenSlot, Turns>();

/**
 * Keeps a session in a slot that nobody else writes to: the safe of the device, for an app with one window. Tabs of a browser need
 * a store that compares and writes in one step, such as `indexedDbTokenStore`.
 *
 * @example
 * ```ts
 * import { FanfareClient, slotTokenStore } from '@fanfare/browser';
 *
 * declare const keychain: { get(): Promise<string | null>; set(text: string): Promise<void> };
 * const store = slotTokenStore({ read: () => keychain.get(), write: (text) => keychain.set(text), timeoutMs: 60_000 });
 * const fanfare = new FanfareClient({ publishableKey: 'pk_test_example', store });
 * ```
 */
export function slotTokenStore(slot: TokenSlot): TokenStore {
  const inTurn = turns.get(slot) ?? createTurns();
  turns.set(slot, inTurn);

  const current = async (): Promise<TokenRecord | null> => {
    const text = await slot.read();
    try {
      const record: unknown = text === null ? null : JSON.parse(text);
      return isTokenRecord(record) ? record : null;
    } catch {
      return null; // not as it was written, which counts as absent
    }
  };

  return {
    read: () => inTurn(current),
    write: (record, expected) =>
      inTurn(async () => {
        if (((await current())?.revision ?? null) !== expected) return false;
        await slot.write(JSON.stringify(record));
        return true;
      }),
    ...(slot.timeoutMs !== undefined && { timeoutMs: slot.timeoutMs }),
  };
}
