import type { TokenRecord } from './token-record.js';

/**
 * Keeps one session. A write names what it replaces, so that a tab that was too slow cannot undo what another
 * has done meanwhile; `tokenStoreConformance` checks all of it.
 */
export interface TokenStore {
  /** Returns what is kept, or null where there is nothing, or nothing that can be read as it was written. */
  read(): Promise<TokenRecord | null>;
  /**
   * Replaces what is kept, if its revision is `expected` (null: nothing is kept), in one step.
   *
   * @returns whether it did.
   */
  write(record: TokenRecord, expected: string | null): Promise<boolean>;
  /** How long an operation may take, in milliseconds: longer where the shopper is asked, as by a safe. @default 2_000 */
  readonly timeoutMs?: number;
}
