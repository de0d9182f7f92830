import { systemClock } from '@fanfare/core';
import type { SessionClock } from './session.js';

/** The clocks of a browser: the time of day, and one that nobody can set. */
export const browserClock: SessionClock = { ...systemClock, monotonic: () => performance.now() };
