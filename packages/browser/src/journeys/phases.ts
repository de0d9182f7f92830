import type { Mechanism, SequenceState } from '@fanfare/contract';

const all: readonly Mechanism[] = ['queue', 'draw', 'auction', 'timed_release', 'appointment'];

/** Which mechanisms a phase can have; anything else is news to this version. */
const mechanismsOf: Readonly<Record<Exclude<SequenceState['phase'], 'unavailable'>, readonly Mechanism[]>> = {
  scheduled: all,
  enterable: all,
  participating: all,
  settling: ['draw', 'auction'],
  granted: ['queue', 'draw', 'auction', 'timed_release'],
  ended: all,
};

/** Tells whether this version knows a state: its phase, and its mechanism in that phase. */
export function isKnownSequence(state: SequenceState): boolean {
  if (state.phase === 'unavailable') return true;
  if (!Object.hasOwn(mechanismsOf, state.phase)) return false;
  return mechanismsOf[state.phase].includes(state.mechanism);
}
