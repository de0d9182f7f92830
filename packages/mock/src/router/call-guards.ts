import { guardTenant } from '../guard-origin.js';
import type { CallGuard } from './proven-call.js';

/** What stands in the way of a call once it is known who makes it, in this order. */
export const callGuards: readonly CallGuard[] = [guardTenant];
