import type { KeyKeep } from './key-keep.js';
import type { KnownServer } from './known-servers.js';
import { makeProof, newProofKey, type ProofKey } from './make-proof.js';

/** The call that a proof is made for. */
export interface ProvedCall {
  readonly method: string;
  /** Its query and fragment are left out of the proof. */
  readonly url: URL;
  readonly token: string | undefined;
  readonly server: KnownServer;
}

/** Makes proofs with the keys of a shop, which it keeps where all tabs find them. */
export interface Proofs {
  /**
   * Makes a proof with the key that a token is bound to.
   *
   * @returns `undefined` where that key is gone for good.
   * @throws what the keep failed with, where nobody knows.
   */
  prove(call: ProvedCall & { readonly key: string }): Promise<string | undefined>;
  /**
   * Makes a proof that binds a sign-in to a new key, which is kept before anybody hears of it. A sign-in that fails
   * leaves the key to the next one.
   *
   * @throws what the key could not be made or kept for.
   */
  proveAnew(call: ProvedCall): Promise<string>;
  /** Removes a key from the keep. What is under way, a sign-out above all, still finds it in this page. */
  forget(key: string): Promise<void>;
}

/** Creates what makes proofs with keys that are kept. */
export function createProofs(keep: KeyKeep): Proofs {
  const found = new Map<string, Promise<ProofKey | undefined>>();
  /** Made for a sign-in, and not yet seen in a token. */
  let pending: Promise<ProofKey> | undefined;
  let pendingId: string | undefined;

  const find = (id: string): Promise<ProofKey | undefined> => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const finding = keep.read(id);
    found.set(id, finding);
    const drop = (): void => void found.delete(id); // what is missing or cannot be read is looked for again
    finding.then((key) => key ?? drop(), drop);
    return finding;
  };

  const makeKept = async (): Promise<ProofKey> => {
    const key = await newProofKey();
    await keep.write(key);
    pendingId = key.id;
    found.set(key.id, Promise.resolve(key));
    return key;
  };

  const sign = (key: ProofKey, { method, url, token, server }: ProvedCall): Promise<string> =>
    makeProof(key, { method, url, token, nonce: server.nonce, now: server.now() });

  return {
    async prove({ key: id, ...call }) {
      if (id === pendingId) pending = pendingId = undefined; // it belongs to a session now
      const key = await find(id);
      return key && sign(key, call);
    },
    async proveAnew(call) {
      pending ??= makeKept();
      const making = pending;
      making.catch(() => {
        if (pending === making) pending = undefined;
      });
      return sign(await making, call);
    },
    async forget(id) {
      await find(id);
      await keep.remove(id);
    },
  };
}
