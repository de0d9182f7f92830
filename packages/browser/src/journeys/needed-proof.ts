import { isFanfareError } from '@fanfare/core';
import type { Session } from '../session/session.js';
import type { JourneyAction } from './journey-actions.js';
import type { JourneySnapshot } from './snapshot.js';

/** What a shopper has to prove before an action is done. */
export interface NeededProof {
  /** `second_factor`: `auth.stepUp` shows it. `verified_email`: `emailVerification` proves the address. */
  readonly proof: 'second_factor' | 'verified_email';
  /** The action that was refused for want of it. */
  readonly action: JourneyAction;
}

const proofs: Readonly<Record<string, NeededProof['proof']>> = {
  step_up_required: 'second_factor',
  email_unverified: 'verified_email',
};

/** Reads out of a refusal what has to be proved; `undefined` where that would not help. */
export function neededFor(error: unknown, action: JourneyAction): NeededProof | undefined {
  if (!isFanfareError(error) || !Object.hasOwn(proofs, error.code)) return undefined;
  const proof = proofs[error.code];
  return proof && { proof, action };
}

/** Remembers what is needed, while snapshots come and go. */
export interface Needs {
  set(needed: NeededProof | undefined): void;
  /** Marks a snapshot with what is needed in this tab. A new session needs nothing before it is refused something. */
  mark(snapshot: JourneySnapshot): JourneySnapshot;
}

/** Creates the memory of one journey. */
export function createNeeds(session: Pick<Session, 'state'>): Needs {
  let known: { readonly needed: NeededProof; readonly epoch: number } | undefined;
  return {
    set(needed) {
      known = needed && { needed, epoch: session.state.epoch };
    },
    mark(snapshot) {
      const { needed: _, ...own } = snapshot;
      const isHere = known !== undefined && known.epoch === session.state.epoch;
      return { ...own, ...(isHere && { needed: known?.needed }) } as JourneySnapshot; // of the same arm
    },
  };
}
