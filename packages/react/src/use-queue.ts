import type { MechanismView } from './mechanism-view.js';
import type { JourneyHandle, UseJourneyOptions } from './use-journey.js';
import { useMechanism } from './use-mechanism.js';

/**
 * Follows a shopper through the queue of an experience. `view` is `null` as long as the journey leads to no queue; `useJourney`
 * tells where it leads instead.
 *
 * @throws what `useJourney` throws
 * @example
 * ```tsx
 * import { useQueue } from '@fanfare/react';
 *
 * export function Line({ id }: { id: string }) {
 *   const { view, run } = useQueue(id, { autoStart: true });
 *   switch (view?.phase) {
 *     case 'enterable':
 *       return <button onClick={() => void run(view.actions.enter)}>Join the line</button>;
 *     case 'participating':
 *       return <p>Your place: {view.place.position ?? '…'}</p>;
 *     case 'granted':
 *       return <p>It is your turn</p>;
 *     default:
 *       return null;
 *   }
 * }
 * ```
 */
export function useQueue(
  experienceId: string,
  options: UseJourneyOptions = {},
): JourneyHandle<MechanismView<'queue'> | null> {
  return useMechanism('queue', { ...options, experienceId });
}
