import { planCall } from './plan-call.js';
import { runAttempts } from './run-attempts.js';
import { completeSettings } from './settings.js';
import type { TransportParts } from './transport-parts.js';
import type { Transport, TransportOptions } from './transport.js';

/** Assembles a transport from its options and the parts that suit where it runs. */
export function assembleTransport(options: TransportOptions, parts: TransportParts): Transport {
  const settings = completeSettings(options, parts);
  return {
    async send(call) {
      return runAttempts(planCall(call, settings), settings);
    },
  };
}
