import type { FanfareClient } from '@fanfare/browser';
import { useRuntime } from './use-runtime.js';

/**
 * Returns the client: everything of `@fanfare/browser` that has no hook of its own.
 *
 * @throws `Error` outside of a `FanfareProvider`
 * @example
 * ```tsx
 * import { useFanfare } from '@fanfare/react';
 *
 * export function SignOut() {
 *   const fanfare = useFanfare();
 *   return <button onClick={() => void fanfare.auth.logout()}>Sign out</button>;
 * }
 * ```
 */
export function useFanfare(): FanfareClient {
  return useRuntime().client;
}
