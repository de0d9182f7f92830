import { isRecord } from './errors/is-record.js';

/**
 * Maps the words of older platforms in where a consumer stands, whatever the mechanism, to today's: `ADMITTED`,
 * `admissionToken`, `admittanceToken` and `denyReason`. Leaves everything else alone, and today's words where both came.
 *
 * @example
 * ```ts
 * import { renewState } from '@fanfare/core/base';
 *
 * renewState({ status: 'DENIED', denyReason: 'BOT_DETECTED' }); // { status: 'DENIED', reason: 'BOT_DETECTED' }
 * ```
 */
export function renewState(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { denyReason, ...renewed } = renewGrant(value);
  if (renewed['status'] === 'ADMITTED') renewed['status'] = 'GRANTED';
  if (typeof denyReason === 'string') renewed['reason'] ??= denyReason;
  return renewed;
}

/**
 * Does the same inside the journeys of an own state.
 *
 * @example
 * ```ts
 * import { renewOwnState } from '@fanfare/core/base';
 *
 * renewOwnState({ active: { journeys: [{ sequence: { consumer: { status: 'admitted' } } }] } }); // … 'granted'
 * ```
 */
export function renewOwnState(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value['active'])) return value;
  const { journeys } = value['active'];
  if (!Array.isArray(journeys)) return value;
  return { ...value, active: { ...value['active'], journeys: journeys.map(renewJourney) } };
}

function renewJourney(journey: unknown): unknown {
  if (!isRecord(journey) || !isRecord(journey['sequence'])) return journey;
  const { sequence } = journey;
  if (!isRecord(sequence['consumer'])) return journey;
  const consumer = renewGrant(sequence['consumer']);
  if (consumer['status'] === 'admitted') consumer['status'] = 'granted';
  return { ...journey, sequence: { ...sequence, consumer } };
}

function renewGrant(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { admissionToken, admittanceToken, ...rest } = value;
  const old = admissionToken ?? admittanceToken;
  return old === undefined ? rest : { admissionGrant: old, ...rest };
}
