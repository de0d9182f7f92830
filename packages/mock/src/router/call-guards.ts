import { guardTenant } from '../guard-origin.js';
import { endSessionByFault } from './end-session-by-fault.js';
import { guardAllowedAddress } from './guard-allowed-address.js';
import { guardPermission } from './guard-permission.js';
import { guardRate } from './guard-rate.js';
import { guardScope } from './guard-scope.js';
import { guardStepUp } from './guard-step-up.js';
import { guardVerifiedEmail } from './guard-verified-email.js';
import { noteActivity } from './note-activity.js';
import type { CallGuard } from './proven-call.js';

/** What stands in the way of a call once it is known who makes it, in this order. */
export const callGuards: readonly CallGuard[] = [
  guardTenant,
  endSessionByFault,
  guardAllowedAddress,
  guardRate,
  guardScope,
  guardPermission,
  noteActivity,
  guardVerifiedEmail,
  guardStepUp,
];
