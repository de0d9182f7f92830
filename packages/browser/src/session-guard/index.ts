export { createSessionGuard, type NewSessionGuard } from './create-session-guard.js';
export type { GuardedSession, SessionGuard, SessionGuardOptions } from './session-guard.js';
export {
  merchantSessionLimits,
  type NextEnd,
  type SessionLimits,
  type SessionTimes,
} from './session-limits.js';
export { sharedTimes, type SharedTimes, type SharedTimesOptions } from './shared-times.js';
export type { ActivitySource } from './window-activity.js';
