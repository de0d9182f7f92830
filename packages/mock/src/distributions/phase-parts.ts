import type { AdmissionGrant, Grant, GrantingMechanism, Mechanism, Outcome } from '@fanfare/contract';
import { isoTime } from '../state/iso-time.js';
import type { Whereabouts } from './room.js';

/** A grant that somebody holds now. Times are milliseconds since the epoch. */
export interface HeldGrant extends Whereabouts {
  readonly row: { readonly id: string };
  readonly grant: AdmissionGrant | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number | null;
}

/** Describes a grant as a journey shows it. */
export function grantPart(mechanism: GrantingMechanism, held: HeldGrant): Grant {
  const { row, grant, sequenceId, experienceId, issuedAt, expiresAt } = held;
  return {
    token: grant ?? '',
    distributionType: mechanism,
    distributionId: row.id,
    sequenceId,
    experienceId,
    issuedAt: isoTime(issuedAt),
    ...(expiresAt !== null && { expiresAt: isoTime(expiresAt) }),
  };
}

/** Why a part ended whose distribution was put away. */
export const archivedReason = 'DISTRIBUTION_ARCHIVED';

/** What the end of a part is called in every distribution, by its reason. */
export const commonOutcomes: Readonly<Record<string, Outcome['type']>> = { [archivedReason]: 'cancelled' };

type EndedPlace =
  | { readonly status: 'completed'; readonly completedAt: number }
  | { readonly status: 'denied'; readonly deniedAt: number; readonly reason: string }
  | { readonly status: 'left'; readonly leftAt: number; readonly why?: string };

/** How a consumer's part ended. */
export interface Ending {
  readonly row: { readonly id: string };
  /** `undefined` where it ended before they took part. */
  readonly place: EndedPlace | { readonly status: string } | undefined;
  /** What the end is called, by the reason of the denial. Every other reason is a denial. */
  readonly outcomes: Readonly<Record<string, Outcome['type']>>;
}

/** Describes the end of a consumer's part as a journey shows it. */
export function outcomePart(mechanism: Mechanism, { row, place, outcomes }: Ending): Outcome {
  const distribution = { distributionId: row.id, distributionType: mechanism };
  if (place === undefined || !isEnded(place)) return { type: 'closed', ...distribution };
  switch (place.status) {
    case 'completed':
      return { type: 'completed', at: isoTime(place.completedAt), ...distribution };
    case 'denied': {
      const { reason, deniedAt } = place;
      return {
        type: outcomes[reason] ?? commonOutcomes[reason] ?? 'denied',
        reason,
        at: isoTime(deniedAt),
        ...distribution,
      };
    }
    case 'left': {
      const type = place.why === 'cancelled' ? 'cancelled' : 'left';
      return { type, at: isoTime(place.leftAt), ...distribution };
    }
  }
}

function isEnded(place: EndedPlace | { readonly status: string }): place is EndedPlace {
  return place.status === 'completed' || place.status === 'denied' || place.status === 'left';
}
