import type { NestedDraw } from '@fanfare/contract/admin';
import {
  newDistribution,
  type DistributionFields,
  type DrawFields,
} from '../../distributions/distribution-rows.js';
import { refuse } from '../../refusal.js';
import { withDefaults } from '../../state/with-defaults.js';
import { guardTimes } from './distribution-edits.js';

/** What a draw has that nobody said anything about. */
const newDraw: Omit<DrawFields, keyof DistributionFields | 'drawAt' | 'winnerCount'> = {
  supportsGuest: true,
  capacity: null,
  admissionExpirationSeconds: null,
  continueSelectingUntilCompleted: false,
  loyaltyBiasEnabled: false,
};

/**
 * Checks and completes what a draw is made of.
 *
 * @throws {MockRefusal} `validation_error`.
 */
export function draftDraw(body: NestedDraw): Omit<DrawFields, 'sequenceId'> {
  guardTimes(body);
  guardDrawTimes(body);
  return withDefaults({ ...newDistribution, ...newDraw }, body);
}

/** The times of a draw, as far as they are known. */
export interface DrawTimes {
  readonly openAt?: string | null | undefined;
  readonly closeAt?: string | null | undefined;
  readonly drawAt: string;
}

/** @throws {MockRefusal} `validation_error` where winners would be drawn before the entries are in. */
export function guardDrawTimes({ openAt, closeAt, drawAt }: DrawTimes): void {
  const draws = Date.parse(drawAt);
  if (openAt != null && Date.parse(openAt) >= draws) {
    refuse('validation_error', 'A draw must open before its winners are drawn.');
  }
  if (closeAt != null && Date.parse(closeAt) > draws) {
    refuse('validation_error', 'A draw must close before its winners are drawn, or at that moment.');
  }
}
