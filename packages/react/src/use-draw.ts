import type { MechanismView } from './mechanism-view.js';
import type { JourneyHandle, UseJourneyOptions } from './use-journey.js';
import { useMechanism } from './use-mechanism.js';

/**
 * Follows a shopper through the draw of an experience. `view` is `null` as long as the journey does not lead there; `useJourney` tells
 * where it leads instead.
 *
 * @throws what `useJourney` throws
 * @example
 * ```tsx
 * import { useDraw } from '@fanfare/react';
 *
 * export function Raffle({ id }: { id: string }) {
 *   const { view, run } = useDraw(id, { autoStart: true });
 *   if (view?.phase === 'enterable') return <button onClick={() => void run(view.actions.enter)}>Enter</button>;
 *   if (view?.phase === 'settling') return <p>The winners are being drawn</p>;
 *   if (view?.phase === 'ended') return <p>{view.outcome.type}</p>;
 *   return null;
 * }
 * ```
 */
export function useDraw(
  experienceId: string,
  options: UseJourneyOptions = {},
): JourneyHandle<MechanismView<'draw'> | null> {
  return useMechanism('draw', { ...options, experienceId });
}
