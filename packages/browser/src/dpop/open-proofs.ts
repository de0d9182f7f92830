import type { Clock } from '@fanfare/core';
import { indexedDbKeyKeep } from './indexed-db-key-keep.js';
import { memoryKeyKeep } from './key-keep.js';
import { createProofs, type Proofs } from './proofs.js';

/** What decides where the keys of a client are kept. */
export interface OpenProofsOptions {
  readonly namespace: string;
  /** The tokens live in this page's memory, and so do the keys. */
  readonly isInMemory: boolean;
  readonly clock: Clock;
}

/** Opens what makes proofs. */
export function openProofs({ namespace, isInMemory, clock }: OpenProofsOptions): Proofs {
  return createProofs(isInMemory ? memoryKeyKeep() : indexedDbKeyKeep({ namespace, clock }));
}
