import type { JourneyView } from '@fanfare/browser';
import { useMemo } from 'react';
import { useJourney, type JourneyHandle, type UseJourneyOptions } from './use-journey.js';

/** How something is handed out. */
export type MechanismName = Extract<JourneyView, { readonly mechanism: string }>['mechanism'];

/** The part of a journey's view that is about one mechanism. */
export type MechanismView<Mechanism extends MechanismName> = Extract<
  JourneyView,
  { readonly mechanism: Mechanism }
>;

/** Follows a journey as far as it leads through one mechanism. */
export function useMechanism<Mechanism extends MechanismName>(
  mechanism: Mechanism,
  { experienceId, ...options }: UseJourneyOptions & { readonly experienceId: string },
): JourneyHandle<MechanismView<Mechanism> | null> {
  const handle = useJourney(experienceId, options);
  return useMemo(() => {
    const { view } = handle;
    const isOurs = view.journeyStage === 'routed' && 'mechanism' in view && view.mechanism === mechanism;
    return { ...handle, view: isOurs ? (view as MechanismView<Mechanism>) : null }; // as the literal says
  }, [handle, mechanism]);
}
