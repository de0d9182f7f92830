/** What is used of a `LockManager` to take turns. */
export interface TurnLocks {
  request<T>(
    name: string,
    options: { readonly ifAvailable: true },
    run: (lock: unknown) => Promise<T>,
  ): Promise<T>;
}

/** Runs something unless another tab is doing it at this moment. Returns whether it ran. */
export type Turn = (run: () => Promise<void>) => Promise<boolean>;

/** Takes turns through a lock that all tabs share; without locks it is always this tab's turn. */
export function createTurn(locks: TurnLocks | null, name: string): Turn {
  return async (run) => {
    if (locks === null) return alone(run);
    let hasRun = false;
    try {
      return await locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock === null) return false;
        hasRun = true;
        return alone(run);
      });
    } catch (error) {
      if (hasRun) throw error;
      return alone(run); // a sandboxed frame is refused locks (SecurityError), and has no tabs to share with
    }
  };
}

async function alone(run: () => Promise<void>): Promise<true> {
  await run();
  return true;
}
