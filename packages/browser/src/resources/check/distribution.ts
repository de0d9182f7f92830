import { object, type Check } from './check.js';
import { id, string } from './shapes.js';

/** Accepts a distribution, of whatever mechanism: the rest of it is for display. */
export const distribution: Check = object({ id, name: string });
