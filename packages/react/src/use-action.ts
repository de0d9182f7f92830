import { useCallback, useRef, useState } from 'react';

/** How the last action went. */
export interface ActionState {
  /** Whether an action is under way. */
  readonly isPending: boolean;
  /** What the last action was refused with, until the next one; `isFanfareError` tells whether it has a `code`. */
  readonly error: Error | null;
  /**
   * Runs an action, and keeps what becomes of it. While one is under way, another is not begun.
   *
   * @returns whether it succeeded; never rejects
   */
  readonly run: (action: () => Promise<unknown>) => Promise<boolean>;
}

const idle = { isPending: false, error: null };

/**
 * Runs what a shopper asks for, one at a time, and tells whether it is under way and how it failed.
 *
 * @example
 * ```tsx
 * import { useAction, useFanfare } from '@fanfare/react';
 *
 * export function SignOut() {
 *   const { auth } = useFanfare();
 *   const { run, isPending } = useAction();
 *   return <button disabled={isPending} onClick={() => void run(auth.logout)}>Sign out</button>;
 * }
 * ```
 */
export function useAction(): ActionState {
  const [state, setState] = useState<{ isPending: boolean; error: Error | null }>(idle);
  const isBusy = useRef(false);
  const run = useCallback(async (action: () => Promise<unknown>): Promise<boolean> => {
    if (isBusy.current) return false;
    isBusy.current = true;
    setState({ isPending: true, error: null });
    try {
      await action();
      setState(idle);
      return true;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      setState({ isPending: false, error });
      return false;
    } finally {
      isBusy.current = false;
    }
  }, []);
  return { ...state, run };
}
