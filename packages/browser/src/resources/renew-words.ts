import { isObject } from './check/check.js';

/** Maps the words of older platforms in a queue state to today's; leaves everything else alone. */
export function renewQueueState(value: unknown): unknown {
  if (!isObject(value)) return value;
  const renewed = renewGrantWords(value);
  if (renewed['status'] === 'ADMITTED') renewed['status'] = 'GRANTED';
  if (renewed['reason'] === undefined && renewed['denyReason'] !== undefined) {
    renewed['reason'] = renewed['denyReason'];
    delete renewed['denyReason'];
  }
  return renewed;
}

/** Does the same inside the journeys of an own state. */
export function renewOwnState(value: unknown): unknown {
  if (!isObject(value) || !isObject(value['active'])) return value;
  const { journeys } = value['active'];
  if (!Array.isArray(journeys)) return value;
  return { ...value, active: { ...value['active'], journeys: journeys.map(renewJourney) } };
}

function renewJourney(journey: unknown): unknown {
  if (!isObject(journey) || !isObject(journey['sequence'])) return journey;
  const { sequence } = journey;
  if (!isObject(sequence['consumer'])) return journey;
  const consumer = renewGrantWords(sequence['consumer']);
  if (consumer['status'] === 'admitted') consumer['status'] = 'granted';
  return { ...journey, sequence: { ...sequence, consumer } };
}

function renewGrantWords(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { admissionToken, ...rest } = value;
  if (admissionToken === undefined) return { ...value };
  return { admissionGrant: admissionToken, ...rest };
}
