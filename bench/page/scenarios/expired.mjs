import { lifetimeMs } from '../server/create-world.mjs';

/** Signed in so long ago that the access token ended a minute ago. */
export const expired = { agedMs: lifetimeMs + 60_000 };
