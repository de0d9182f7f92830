import type { Mechanism, Money, SequenceId, Timestamp } from '@fanfare/contract';
import type { RowOf } from '../state/table.js';

/** What is kept of every distribution, whatever its mechanism. It may change at any time, and counts from then on. */
export interface DistributionFields {
  readonly sequenceId: SequenceId;
  readonly name: string;
  readonly timeZone: string;
  readonly openAt: Timestamp | null;
  readonly closeAt: Timestamp | null;
  /** Ends it whatever the times say. */
  readonly statusOverride: 'ended' | null;
  readonly statusOverrideAt: Timestamp | null;
  readonly statusOverrideBy: string | null;
  readonly teardownStatus: 'pending' | 'completed' | null;
}

/** What is kept of a queue. */
export interface QueueFields extends DistributionFields {
  /** Admissions per minute. */
  readonly admitRate: number;
  readonly supportsGuest: boolean;
  /** How many may wait at once; `null` for any number. */
  readonly capacity: number | null;
  /** How many are ever admitted; `null` for any number. */
  readonly maxAdmissions: number | null;
  /** How long an admission lasts; `null` for ever. */
  readonly admissionExpirationSeconds: number | null;
  readonly loyaltyBiasEnabled: boolean;
}

/** What is kept of a draw. */
export interface DrawFields extends DistributionFields {
  readonly drawAt: Timestamp;
  readonly winnerCount: number;
  readonly supportsGuest: boolean;
  /** How many may enter; `null` for any number. */
  readonly capacity: number | null;
  readonly admissionExpirationSeconds: number | null;
  readonly continueSelectingUntilCompleted: boolean | null;
  readonly loyaltyBiasEnabled: boolean;
}

/** What is kept of an auction. */
export interface AuctionFields extends DistributionFields {
  readonly settleAt: Timestamp;
  readonly auctionType: 'english' | 'dutch';
  readonly reservePrice: Money | null;
  readonly minBidIncrement: Money | null;
  readonly startPrice: Money | null;
  readonly floorPrice: Money | null;
  readonly priceDropAmount: Money | null;
  readonly priceDropIntervalSeconds: number | null;
  readonly autoExtendSeconds: number | null;
  readonly quantity: number | null;
}

/** What is kept of a timed release. */
export interface TimedReleaseFields extends DistributionFields {
  readonly supportsGuest: boolean;
}

/** What is kept of an appointment. */
export interface AppointmentFields extends DistributionFields {
  readonly locationId: string | null;
  readonly slotDurationMinutes: number | null;
  readonly bufferMinutes: number | null;
  readonly maxCapacityPerSlot: number | null;
}

/** What is kept, by mechanism. */
export interface MechanismFields {
  readonly queue: QueueFields;
  readonly draw: DrawFields;
  readonly auction: AuctionFields;
  readonly timed_release: TimedReleaseFields;
  readonly appointment: AppointmentFields;
}

/** A stored distribution. */
export type DistributionRow<M extends Mechanism = Mechanism> = RowOf<MechanismFields[M]>;

/** What a distribution has that nobody said anything about. */
export const newDistribution: Omit<DistributionFields, 'sequenceId' | 'name'> = {
  timeZone: 'UTC',
  openAt: null,
  closeAt: null,
  statusOverride: null,
  statusOverrideAt: null,
  statusOverrideBy: null,
  teardownStatus: null,
};
