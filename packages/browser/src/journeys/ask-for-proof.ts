import type { ExperienceId } from '@fanfare/contract';
import { joinSignals } from '../join-signals.js';
import { untilAborted } from '../session/until-aborted.js';
import type { NeededProof } from './needed-proof.js';

/** Where something has to be proved. */
export interface ProofContext {
  readonly experienceId: ExperienceId;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/**
 * Has the shopper prove what an action needs, and resolves with whether they did: a second factor with `auth.stepUp`, an e-mail
 * address with `emailVerification`. It is called while an action waits for it: call no action from inside.
 */
export type OnProof = (needed: NeededProof, context: ProofContext) => Promise<boolean>;

/** How a proof is asked for. */
export interface AskingForProof {
  readonly needed: NeededProof;
  readonly experienceId: ExperienceId;
  readonly onProof: OnProof;
  /** The end of the journey, and that of the call. */
  readonly signals: readonly (AbortSignal | undefined)[];
}

/**
 * Lets the page ask for a proof.
 *
 * @throws what the page throws, and the reason of a signal that ends it.
 */
export async function askForProof(asking: AskingForProof): Promise<boolean> {
  const { needed, experienceId, onProof, signals } = asking;
  const over = new AbortController();
  const { signal, release } = joinSignals([...signals, over.signal]);
  try {
    return await untilAborted(onProof(needed, { experienceId, signal }), signal);
  } finally {
    over.abort();
    release();
  }
}
