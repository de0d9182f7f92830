import { useMemo, useSyncExternalStore } from 'react';
import { emptyStore } from './empty-store.js';
import { createSlotsStore, type Slots } from './experience/slots-store.js';
import type { MechanismView } from './mechanism-view.js';
import type { JourneyHandle, UseJourneyOptions } from './use-journey.js';
import { useMechanism } from './use-mechanism.js';
import { useRuntime } from './use-runtime.js';

/** How an appointment is used. */
export interface UseAppointmentOptions extends UseJourneyOptions {
  /** Of how many days from today the slots are read. @default 14 */
  readonly days?: number | undefined;
}

/** A journey as a component sees it that books an appointment. */
export interface AppointmentHandle
  extends JourneyHandle<MechanismView<'appointment'> | null>, Pick<Slots, 'slots'> {
  /** Reads the slots once more. */
  readonly reloadSlots: () => void;
}

const noSlots = /* @__PURE__ */ emptyStore<Slots>({ slots: null, error: null });

/**
 * Follows a shopper through the appointment of an experience, and reads its slots. `view` is `null` as long as the journey
 * does not lead there.
 *
 * @throws what `useJourney` throws
 * @example
 * ```tsx
 * import { useAppointment } from '@fanfare/react';
 *
 * export function Fitting({ id }: { id: string }) {
 *   const { view, slots, run } = useAppointment(id, { autoStart: true });
 *   if (view?.phase !== 'enterable') return null;
 *   return (slots ?? []).map((slot) => (
 *     <button key={slot.id} disabled={slot.available === 0} onClick={() => void run(() => view.actions.book({ slotId: slot.id }))}>
 *       {new Date(slot.startTime).toLocaleString()}
 *     </button>
 *   ));
 * }
 * ```
 */
export function useAppointment(
  experienceId: string,
  { days = 14, ...options }: UseAppointmentOptions = {},
): AppointmentHandle {
  const runtime = useRuntime();
  const handle = useMechanism('appointment', { ...options, experienceId });
  const appointmentId = handle.view?.distribution.id;
  const store = useMemo(
    () => (appointmentId === undefined ? null : createSlotsStore(runtime, { appointmentId, days })),
    [runtime, appointmentId, days],
  );
  const { subscribe, getSnapshot, getServerSnapshot } = store ?? noSlots;
  const { slots } = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  return useMemo(() => ({ ...handle, slots, reloadSlots: () => store?.reload() }), [handle, slots, store]);
}
