import { idPattern } from '@fanfare/contract';
import type { DeviceIdKeep } from '../device-id.js';
import { leftNames } from './left-names.js';
import { newId } from './new-id.js';
import type { TokenStore } from './token-store.js';

/** Where a session of another SDK may lie. */
export interface AdoptionOptions {
  /** The store that takes it over. */
  readonly store: TokenStore;
  readonly organizationId: string;
  /** The storage of the page; looked up at the moment of use, which throws where it is forbidden. */
  readonly keep: () => DeviceIdKeep | null;
  readonly now: () => number;
}

/**
 * Takes over, once, the session that the platform's own SDK left in `localStorage`, where this store has none and never had one:
 * whoever changes SDKs signs nobody out. Of two tabs one takes it. It is removed there when it is safely here, and nobody is asked
 * for that: the first refresh shows what it is worth.
 */
export function adoptingTokenStore({ store, organizationId, keep, now }: AdoptionOptions): TokenStore {
  const names = leftNames(organizationId);
  const found = (name: string): string | null => keep()?.getItem(name) ?? null;

  const adopt = async (): Promise<void> => {
    const [session, refreshToken] = [found(names[0]), found(names[1])];
    if (session === null || refreshToken === null) return;
    const { adoptedRecord } = await import('./adopted-record.js');
    const record = adoptedRecord({ session, refreshToken, now: now() }, { newId, idPattern });
    if (record === undefined || !(await store.write(record, null))) return;
    for (const name of names) keep()?.removeItem(name);
  };

  return {
    async read() {
      const record = await store.read();
      if (record !== null) return record;
      await adopt().catch(() => undefined); // it stays where it is, for the next start
      return store.read();
    },
    write: (record, expected) => store.write(record, expected),
  };
}
