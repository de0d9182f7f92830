import type { NestedTimedRelease } from '@fanfare/contract/admin';
import { newDistribution, type TimedReleaseFields } from '../../distributions/distribution-rows.js';
import { withDefaults } from '../../state/with-defaults.js';
import { guardTimes } from './distribution-edits.js';

/**
 * Checks and completes what a timed release is made of.
 *
 * @throws {MockRefusal} `validation_error`.
 */
export function draftTimedRelease(body: NestedTimedRelease): Omit<TimedReleaseFields, 'sequenceId'> {
  guardTimes(body);
  return withDefaults(newDistribution, body);
}
