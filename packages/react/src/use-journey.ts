import type { Journey, JourneyView } from '@fanfare/browser';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { journeyStore } from './journey-store.js';
import { startOnce } from './experience/start-once.js';
import { useAction, type ActionState } from './use-action.js';
import { useRuntime } from './use-runtime.js';
import { useSession } from './use-session.js';

/** How a journey is used. */
export interface UseJourneyOptions {
  /** Starts the journey when somebody is signed in, once for each sign-in. @default `false` */
  readonly autoStart?: boolean | undefined;
  /** The code that `autoStart` shows. @default none */
  readonly accessCode?: string | undefined;
}

/** A journey as a component sees it. */
export interface JourneyHandle<View> extends ActionState {
  /** What the shopper sees now, with the actions that are legal in it; the same object as long as nothing changes. */
  readonly view: View;
  /** The journey itself, for what may be called at any time. */
  readonly journey: Journey;
}

/**
 * Follows one shopper through one experience, and keeps the component up to date. An action that is not legal now is not in
 * `view.actions`.
 *
 * @throws `Error` outside of a `FanfareProvider`; `RequestError` `invalid_request` where `experienceId` is none
 * @example
 * ```tsx
 * import { useJourney } from '@fanfare/react';
 *
 * export function Way({ id }: { id: string }) {
 *   const { view, run, isPending, error } = useJourney(id, { autoStart: true });
 *   if (view.journeyStage === 'gated') return <p>{view.gates.map((gate) => gate.type).join()}</p>;
 *   if (view.journeyStage !== 'routed' || view.phase !== 'enterable') return null;
 *   if (view.mechanism !== 'draw') return null;
 *   return (
 *     <>
 *       <button disabled={isPending} onClick={() => void run(view.actions.enter)}>Enter the draw</button>
 *       {error !== null && <p role="alert">That did not work. Please try again.</p>}
 *     </>
 *   );
 * }
 * ```
 */
export function useJourney(
  experienceId: string,
  { autoStart = false, accessCode }: UseJourneyOptions = {},
): JourneyHandle<JourneyView> {
  const { client } = useRuntime();
  const journey = useMemo(() => client.journeys.get(experienceId), [client, experienceId]);
  const { subscribe, getSnapshot, getServerSnapshot } = journeyStore(journey);
  const view = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  const session = useSession();
  const { isPending, error, run } = useAction();

  const isReady = view.journeyStage === 'ready';
  useEffect(() => {
    if (autoStart && isReady) void run(() => startOnce(journey, { session, accessCode }));
  }, [autoStart, isReady, journey, session, accessCode, run]);

  return useMemo(() => ({ view, journey, isPending, error, run }), [view, journey, isPending, error, run]);
}
