import type { SessionView } from '@fanfare/browser';
import { useSyncExternalStore } from 'react';
import { useRuntime } from './use-runtime.js';

/**
 * Returns what is known of the session, and has the one of before a reload looked for. On a server, and until it was
 * looked for, its `status` is `unknown`. To sign in and out, use `auth` of the client.
 *
 * @throws `Error` outside of a `FanfareProvider`
 * @example
 * ```tsx
 * import { useFanfare, useSession } from '@fanfare/react';
 *
 * export function Greeting() {
 *   const { auth } = useFanfare();
 *   const { status, signedIn, consumer } = useSession();
 *   if (status === 'unknown') return null;
 *   if (!signedIn) return <button onClick={() => void auth.guest()}>Continue as guest</button>;
 *   return <p>Hello {consumer?.email ?? 'guest'}</p>;
 * }
 * ```
 */
export function useSession(): SessionView {
  const { session } = useRuntime();
  return useSyncExternalStore(session.subscribe, session.getSnapshot, session.getServerSnapshot);
}
