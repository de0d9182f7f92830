import type { JourneyView, NeededProof, SessionView } from '@fanfare/browser';
import type { Press } from './press.js';
import type { Slot } from './slots-store.js';

/** All that a widget is drawn from; the same object as long as nothing changes. */
export interface ExperienceState {
  readonly view: JourneyView;
  readonly session: SessionView;
  /** The address that a one-time code was sent to, while that is waited for. */
  readonly codeSentTo: string | null;
  /** Whether a code was sent to prove the address of the account. */
  readonly isEmailCodeSent: boolean;
  /** The proof that the shopper does not want to give now; another one is asked for again. */
  readonly setAside: NeededProof | null;
  /** Free times of an appointment; `null` until they were read. */
  readonly slots: readonly Slot[] | null;
  /** The last place in line that was seen: where the way began. */
  readonly furthest: number;
  /** What is under way. */
  readonly pending: Press | null;
  /** What the last press was refused with, until the next one. */
  readonly error: Error | null;
}
