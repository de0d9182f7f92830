import { isFanfareError } from '@fanfare/browser';
import type { Press } from './press.js';

const presses: ReadonlySet<Press> = new Set<Press>(['confirmEmail', 'notNow', 'requestEmailCode', 'stepUp']);
const codes: ReadonlySet<string> = new Set(['email_unverified', 'step_up_required']);

/** Tells whether a press belongs to a proof, and not to what the proof is for. */
export function isProving(press: Press): boolean {
  return presses.has(press);
}

/** Tells whether something was refused for want of a proof. */
export function wantsProof(error: unknown): boolean {
  return isFanfareError(error) && codes.has(error.code);
}
