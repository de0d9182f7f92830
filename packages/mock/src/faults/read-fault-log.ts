import { checkFields } from '../control/read-fields.js';
import { refuse } from '../refusal.js';
import type { FaultLog, FaultStrike } from './fault-log.js';
import { readFault } from './read-fault.js';

/**
 * Reads a log of faults that is to be replayed.
 *
 * @throws {MockRefusal} `validation_error`, where it is not one.
 */
export function readFaultLog(value: unknown): Pick<FaultLog, 'strikes'> {
  const { strikes } = checkFields(value, { seed: 'number', strikes: 'objects' });
  if (strikes === undefined) return refuse('validation_error', 'A log of faults has strikes.');
  return { strikes: strikes.map(readStrike) };
}

function readStrike(given: object): FaultStrike {
  const strike = given as Partial<FaultStrike>; // nothing of it is believed: what counts is checked here
  const { operation = null, eventType = null, ordinal } = strike;
  const isTargeted = typeof (operation ?? eventType) === 'string';
  if (!isTargeted || !Number.isInteger(ordinal)) {
    return refuse('validation_error', 'A strike has an operation or an eventType, and an ordinal.');
  }
  return { ...(strike as FaultStrike), operation, eventType, fault: readFault(strike.fault) };
}
