import type { MechanismView } from './mechanism-view.js';
import type { JourneyHandle, UseJourneyOptions } from './use-journey.js';
import { useMechanism } from './use-mechanism.js';

/**
 * Follows a shopper through the auction of an experience. `view` is `null` as long as the journey does not lead there; `useJourney` tells
 * where it leads instead.
 *
 * @throws what `useJourney` throws
 * @example
 * ```tsx
 * import { useAuction } from '@fanfare/react';
 *
 * export function Bidding({ id }: { id: string }) {
 *   const { view, run } = useAuction(id, { autoStart: true });
 *   if (view?.phase !== 'participating') return null;
 *   const { leastBid, highestBid } = view.bidding;
 *   if (leastBid === null) return <p>{highestBid}</p>;
 *   return <button onClick={() => void run(() => view.actions.bid({ amount: leastBid }))}>Bid {leastBid}</button>;
 * }
 * ```
 */
export function useAuction(
  experienceId: string,
  options: UseJourneyOptions = {},
): JourneyHandle<MechanismView<'auction'> | null> {
  return useMechanism('auction', { ...options, experienceId });
}
