'use client';

export type { ActivityView } from './activity-store.js';
export { FanfareProvider, type FanfareProviderProps } from './fanfare-provider.js';
export type { RuntimeSource } from './runtime.js';
export {
  createServerClock,
  type LearningClock,
  type ServerClock,
  type ServerClockOptions,
} from './server-clock.js';
export type { Slot } from './slots-store.js';
export { useAction, type ActionState } from './use-action.js';
export { useActivity, type UseActivityOptions } from './use-activity.js';
export { useAppointment, type AppointmentHandle, type UseAppointmentOptions } from './use-appointment.js';
export { useAuction } from './use-auction.js';
export { useCountdown } from './use-countdown.js';
export { useDraw } from './use-draw.js';
export { useFanfare } from './use-fanfare.js';
export { useJourney, type JourneyHandle, type UseJourneyOptions } from './use-journey.js';
export type { MechanismName, MechanismView } from './use-mechanism.js';
export { useQueue } from './use-queue.js';
export { useSession } from './use-session.js';
export { useTimedRelease } from './use-timed-release.js';
export { useWaitlist, type WaitlistHandle, type WaitlistView } from './use-waitlist.js';
