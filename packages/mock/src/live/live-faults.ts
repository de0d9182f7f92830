import type { MockContext } from '../context.js';
import { listScenarios } from '../control/scenario-routes.js';
import { createFaults } from '../faults/create-faults.js';
import { faultWords } from '../faults/fault-words.js';
import type { LiveView } from './live-view.js';

const mostStrikes = 12;

/** Describes what goes wrong on purpose, and what has gone wrong last. */
export function liveFaults(context: MockContext): LiveView['faults'] {
  const { armed, log } = context.use(createFaults);
  return {
    scenarios: listScenarios(context),
    armed: armed
      .filter(({ scenario }) => scenario === null)
      .map(({ id, fault, left }) => {
        const target = fault.webhooks === undefined ? fault.operation : (fault.eventType ?? 'webhooks');
        return { id, target: target ?? 'every call', words: faultWords(fault), left };
      }),
    strikes: log.strikes
      .slice(-mostStrikes)
      .reverse()
      .map(({ seq, time, operation, eventType, scenario, fault }) => ({
        seq,
        at: Date.parse(time),
        target: operation ?? eventType ?? '',
        words: faultWords(fault),
        scenario,
      })),
  };
}
