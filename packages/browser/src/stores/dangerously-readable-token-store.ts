import { slotTokenStore } from './slot-token-store.js';
import type { TokenStore } from './token-store.js';

/** Where a session is kept in plain text. */
export interface DangerouslyReadableTokenStoreOptions {
  /** Names the session: organization, mode and key. */
  readonly namespace: string;
  /** @default `sessionStorage`, looked up at every use */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem'>;
  /** Is told once, at the first use, what this store means. */
  readonly warn: (message: string) => void;
}

/**
 * Keeps a session in `sessionStorage`: one tab has it, over reloads, in plain text. Whatever script runs in the page can copy its
 * tokens, and a tab that is duplicated copies them too. For hosts without IndexedDB only.
 *
 * @example
 * ```ts
 * import { FanfareClient, dangerouslyReadableTokenStore } from '@fanfare/browser';
 *
 * const store = dangerouslyReadableTokenStore({ namespace: 'my-shop', warn: console.warn });
 * const fanfare = new FanfareClient({ publishableKey: 'pk_test_example', store });
 * ```
 */
export function dangerouslyReadableTokenStore(options: DangerouslyReadableTokenStoreOptions): TokenStore {
  const { namespace, warn } = options;
  const name = `fanfare:session:${namespace}`;
  const storage = (): Pick<Storage, 'getItem' | 'setItem'> => {
    if (!isWarned)
      warn('Fanfare keeps tokens in sessionStorage, where every script of this page can read them.');
    isWarned = true;
    return options.storage ?? globalThis.sessionStorage;
  };
  let isWarned = false;
  return slotTokenStore({
    read: () => storage().getItem(name),
    write: (text) => storage().setItem(name, text),
  });
}
