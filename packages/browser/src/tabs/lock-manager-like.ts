/** What is used of a `LockManager`. */
export interface LockManagerLike {
  /** Runs `run` while holding the lock. Aborting the signal ends the wait for the lock, never the hold. */
  request<T>(name: string, options: { readonly signal: AbortSignal }, run: () => Promise<T>): Promise<T>;
}
