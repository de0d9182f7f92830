import { useMemo } from 'react';
import type { MechanismName, MechanismView } from './mechanism-view.js';
import { useJourney, type JourneyHandle, type UseJourneyOptions } from './use-journey.js';

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
