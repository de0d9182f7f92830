import type { MechanismView } from './mechanism-view.js';
import type { JourneyHandle, UseJourneyOptions } from './use-journey.js';
import { useMechanism } from './use-mechanism.js';

/**
 * Follows a shopper through the timed release of an experience. `view` is `null` as long as the journey does not lead there; `useJourney` tells
 * where it leads instead.
 *
 * @throws what `useJourney` throws
 * @example
 * ```tsx
 * import { useTimedRelease } from '@fanfare/react';
 *
 * export function Release({ id }: { id: string }) {
 *   const { view, run } = useTimedRelease(id, { autoStart: true });
 *   if (view?.phase !== 'enterable') return null;
 *   return <button onClick={() => void run(view.actions.enter)}>Get one</button>;
 * }
 * ```
 */
export function useTimedRelease(
  experienceId: string,
  options: UseJourneyOptions = {},
): JourneyHandle<MechanismView<'timed_release'> | null> {
  return useMechanism('timed_release', { ...options, experienceId });
}
