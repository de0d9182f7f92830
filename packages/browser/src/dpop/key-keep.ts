import type { ProofKey } from './make-proof.js';

/** Where the keys that sign proofs are kept, by their thumbprints. */
export interface KeyKeep {
  /** Returns a key; `undefined` where there is none. @throws where the keep cannot be read. */
  read(id: string): Promise<ProofKey | undefined>;
  /** @throws where the key cannot be kept. */
  write(key: ProofKey): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Keeps keys in this page's memory: beside tokens that live no longer. */
export function memoryKeyKeep(): KeyKeep {
  const keys = new Map<string, ProofKey>();
  return {
    read: async (id) => keys.get(id),
    write: async (key) => void keys.set(key.id, key),
    remove: async (id) => void keys.delete(id),
  };
}
