import type { NestedAppointment } from '@fanfare/contract/admin';
import {
  newDistribution,
  type AppointmentFields,
  type DistributionFields,
} from '../../distributions/distribution-rows.js';
import { withDefaults } from '../../state/with-defaults.js';
import { guardTimes } from './distribution-edits.js';

/** What an appointment has that nobody said anything about. */
const newAppointment: Omit<AppointmentFields, keyof DistributionFields> = {
  locationId: null,
  slotDurationMinutes: null,
  bufferMinutes: null,
  maxCapacityPerSlot: null,
};

/**
 * Checks and completes what an appointment is made of.
 *
 * @throws {MockRefusal} `validation_error`.
 */
export function draftAppointment(body: NestedAppointment): Omit<AppointmentFields, 'sequenceId'> {
  guardTimes(body);
  return withDefaults({ ...newDistribution, ...newAppointment }, body);
}
