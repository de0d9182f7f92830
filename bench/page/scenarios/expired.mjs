import { lifetimeMs } from '../server/create-world.mjs';

/** Signed in so long ago that the access token ended a minute ago, for pages that load. */
export const expired = { agedMs: lifetimeMs + 60_000 };

/** A sleep after which the access token of a page that is in use has ended long ago. */
export const longSleepMs = 2 * lifetimeMs;
