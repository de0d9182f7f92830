import type { FanfareClient } from '@fanfare/browser';
import type { ExternalStore } from '../external-store.js';
import type { Runtime } from '../runtime.js';

/** A span of time that can be booked. */
export type Slot = Awaited<ReturnType<FanfareClient['appointments']['slots']>>['slots'][number];

/** What is known of the slots of an appointment. */
export interface Slots {
  /** The earliest first, or `null` until they were read. */
  readonly slots: readonly Slot[] | null;
  /** Why they could not be read. */
  readonly error: Error | null;
}

/** A store that can be told that what it holds is old. */
export interface SlotsStore extends ExternalStore<Slots> {
  readonly reload: () => void;
}

const none: Slots = { slots: null, error: null };
const dayMs = 86_400_000;

/** Creates the store of the slots that an appointment has in so many days from today. They are read when somebody watches. */
export function createSlotsStore(
  { client, clock }: Runtime,
  { appointmentId, days }: { readonly appointmentId: string; readonly days: number },
): SlotsStore {
  const listeners = new Set<() => void>();
  let known = none;
  let asked = 0;

  const set = (next: Slots): void => {
    known = next;
    for (const listener of listeners) listener();
  };
  const load = async (): Promise<void> => {
    const mine = (asked += 1);
    const today = clock.now();
    const range = { startDate: dateOf(today), endDate: dateOf(today + days * dayMs) };
    try {
      const { slots } = await client.appointments.slots(appointmentId, range);
      if (mine === asked) set({ slots, error: null });
    } catch (error) {
      // Slots that were read before are better than none.
      if (mine === asked && error instanceof Error) set({ slots: known.slots, error });
    }
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) void load();
      return () => void listeners.delete(listener);
    },
    getSnapshot: () => known,
    getServerSnapshot: () => none,
    reload: () => void load(),
  };
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
