import { object, type Check } from './check.js';
import { string } from './shapes.js';

/** Accepts a gate, of whatever type: what it says is for display. */
export const gate: Check = object({ type: string });
