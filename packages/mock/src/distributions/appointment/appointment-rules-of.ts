import type { AppointmentRules } from '../../mechanisms/appointment-rules.js';
import type { DistributionRow } from '../distribution-rows.js';
import { closesAtOf, opensAtOf } from '../times-of.js';

/** What holds where the merchant said nothing. */
const usual = { slotDurationMinutes: 30, bufferMinutes: 0, maxCapacityPerSlot: 1 };
const minuteMs = 60_000;

/** Reads the rules of an appointment, as they are at this moment; `firstAt` is for one that is open from the start. */
export function appointmentRulesOf(row: DistributionRow<'appointment'>, firstAt: number): AppointmentRules {
  const opensAt = opensAtOf(row);
  return {
    appointmentId: row.id,
    opensAt,
    firstAt: opensAt ?? firstAt,
    closesAt: closesAtOf(row),
    slotMs: (row.slotDurationMinutes ?? usual.slotDurationMinutes) * minuteMs,
    bufferMs: (row.bufferMinutes ?? usual.bufferMinutes) * minuteMs,
    capacity: row.maxCapacityPerSlot ?? usual.maxCapacityPerSlot,
  };
}
