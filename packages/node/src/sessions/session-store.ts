/** A session as a store keeps it: sealed, so that the store learns nothing but whose sessions belong together. */
export interface SessionRow {
  /** Random, new with every write. */
  readonly revision: string;
  /** Stands for the consumer: the same in all of their sessions, and not their id. */
  readonly owner: string;
  /** The sealed session. */
  readonly record: string;
}

/** What is written, and in the place of what. */
export interface SessionWrite {
  readonly row: SessionRow;
  /** The revision that is replaced; `null` where nothing may be there. */
  readonly expected: string | null;
  /** After this the store forgets the session by itself, in milliseconds. */
  readonly ttlMs: number;
}

/** Who may exchange the refresh token of which session. */
export interface SessionLease {
  /** The key of the session. */
  readonly key: string;
  /** Names one attempt; unique. */
  readonly holder: string;
}

/**
 * Keeps the sessions of a merchant's shoppers. Every method must be atomic over all processes that share the store;
 * {@link sessionStoreConformance} checks it. Keys are hashes of session ids: who reads the store cannot take over a session.
 */
export interface SessionStore {
  /** Returns what is kept under a key, or null where there is nothing any more. */
  read(key: string): Promise<SessionRow | null>;
  /** Writes a session if what is kept is what was expected, in one step; returns whether it did. */
  write(key: string, write: SessionWrite): Promise<boolean>;
  /** Forgets a session, and who holds its lease. */
  remove(key: string): Promise<void>;
  /** Returns the keys of the sessions of an owner. */
  keysOf(owner: string): Promise<readonly string[]>;
  /** Takes a lease, or extends it for its holder, from now; `false` where somebody else holds it, or there is no such session. */
  lease(lease: SessionLease, leaseMs: number): Promise<boolean>;
  /** Gives a lease back; does nothing where the holder no longer has it. */
  release(lease: SessionLease): Promise<void>;
}
