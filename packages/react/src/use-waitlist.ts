import type { JourneyView, WaitlistPlace } from '@fanfare/browser';
import { useMemo } from 'react';
import { useJourney, type JourneyHandle, type UseJourneyOptions } from './use-journey.js';

/** The part of a journey's view that may have a waitlist: what is not open. */
export type WaitlistView = Extract<JourneyView, { readonly waitlist: WaitlistPlace | null }>;

/** A journey as a component sees it that shows a waitlist. */
export interface WaitlistHandle extends JourneyHandle<WaitlistView | null> {
  /** The waitlist, and whether the shopper is on it; `null` where there is none. */
  readonly waitlist: WaitlistPlace | null;
}

/**
 * Follows the waitlist of a way that is not open, or has nothing left. `view.actions` holds `joinWaitlist` or `leaveWaitlist`,
 * whichever can be done.
 *
 * @throws what `useJourney` throws
 * @example
 * ```tsx
 * import { useWaitlist } from '@fanfare/react';
 *
 * export function TellMe({ id }: { id: string }) {
 *   const { view, waitlist, run } = useWaitlist(id, { autoStart: true });
 *   const join = view?.actions.joinWaitlist;
 *   if (waitlist?.isEntered === true) return <p>We will tell you when it opens.</p>;
 *   if (join === undefined) return null;
 *   return <button onClick={() => void run(join)}>Tell me when it opens</button>;
 * }
 * ```
 */
export function useWaitlist(experienceId: string, options: UseJourneyOptions = {}): WaitlistHandle {
  const handle = useJourney(experienceId, options);
  return useMemo(() => {
    const view = 'waitlist' in handle.view ? handle.view : null;
    return { ...handle, view, waitlist: view?.waitlist ?? null };
  }, [handle]);
}
