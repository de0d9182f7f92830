import type { NestedQueue } from '@fanfare/contract/admin';
import {
  newDistribution,
  type DistributionFields,
  type QueueFields,
} from '../../distributions/distribution-rows.js';
import { withDefaults } from '../../state/with-defaults.js';
import { guardTimes } from './distribution-edits.js';

/** What a queue has that nobody said anything about. */
const newQueue: Omit<QueueFields, keyof DistributionFields | 'admitRate'> = {
  supportsGuest: true,
  capacity: null,
  maxAdmissions: null,
  admissionExpirationSeconds: null,
  loyaltyBiasEnabled: false,
};

/**
 * Checks and completes what a queue is made of.
 *
 * @throws {MockRefusal} `validation_error`.
 */
export function draftQueue(body: NestedQueue): Omit<QueueFields, 'sequenceId'> {
  guardTimes(body);
  return withDefaults({ ...newDistribution, ...newQueue }, body);
}
