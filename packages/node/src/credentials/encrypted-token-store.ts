import { OptionsError } from '@fanfare/core/base';
import { checkMethods } from '../check-option.js';
import type { KeyRing } from '../sealing/key-ring.js';
import { openRecord, sealRecord, type SealOptions } from '../sealing/sealed-record.js';
import type { TokenOwner, TokenStore } from './token-store.js';

const leaseMs = 10_000;

/**
 * Seals whatever a store keeps, with AES-256-GCM under a fresh IV, bound to its tenant and user. What an old key sealed is read, and sealed
 * anew with the present one. A record that was changed, swapped for somebody else's, or sealed with a key that is not there is
 * refused; a token manager signs in afresh then.
 *
 * @throws OptionsError `invalid_options`; reading throws SealedRecordError `sealed_record_invalid`
 * @example
 * ```ts
 * import { createKeyRing, encryptedTokenStore, fileTokenStore } from '@fanfare/node/credentials';
 *
 * const keys = createKeyRing([{ id: '2026-11', secret: process.env['SEAL_KEY'] ?? '' }]);
 * const store = encryptedTokenStore(fileTokenStore({ directory: '/var/lib/shop/tokens' }), keys);
 * ```
 */
export function encryptedTokenStore(store: TokenStore, keys: KeyRing): TokenStore {
  if (store === undefined || keys === undefined)
    throw new OptionsError('encryptedTokenStore needs a store and keys.');
  checkMethods({ store }, ['read', 'write', 'remove', 'claim', 'release']);
  checkMethods({ keys }, ['current', 'find']);
  const sealing = ({ tenant, user }: TokenOwner): SealOptions => ({
    keys,
    context: ['tokens', tenant, user],
  });

  async function write(owner: TokenOwner, entry: { record: string; holder: string }): Promise<boolean> {
    return store.write(owner, { ...entry, record: await sealRecord(entry.record, sealing(owner)) });
  }

  /** In a turn of its own, so that nothing newer is overwritten; who has the turn already seals with the present key anyway. */
  async function sealAnew(owner: TokenOwner): Promise<void> {
    const holder = crypto.randomUUID();
    if (!(await store.claim(owner, { holder, leaseMs }))) return;
    try {
      const sealed = await store.read(owner);
      if (sealed === undefined) return;
      const { text, isOutdated } = await openRecord(sealed, sealing(owner));
      if (isOutdated) await write(owner, { record: text, holder });
    } finally {
      await store.release(owner, holder);
    }
  }

  return {
    async read(owner) {
      const sealed = await store.read(owner);
      if (sealed === undefined) return undefined;
      const { text, isOutdated } = await openRecord(sealed, sealing(owner));
      // What cannot be written now is good nevertheless, and is written at another time.
      if (isOutdated) await sealAnew(owner).catch(() => undefined);
      return text;
    },
    write,
    remove: (owner) => store.remove(owner),
    claim: (owner, turn) => store.claim(owner, turn),
    release: (owner, holder) => store.release(owner, holder),
  };
}
