/**
 * What a shopper may do, by stage, and on a way by phase and mechanism. A word with a question mark is there only
 * where the data says so, which `allowed-actions.ts` looks up. A pair that is not listed is news to this version.
 */
export const actionTable = {
  ready: 'start enter',
  restoring: '',
  routing: '',
  gated: 'reroute answerChallenge? exit',
  no_access: 'reroute exit',
  unknown: 'exit',
  unavailable: 'reroute joinWaitlist? leaveWaitlist? exit',
  'scheduled/queue': 'reroute joinWaitlist? leaveWaitlist? exit',
  'scheduled/draw': 'reroute joinWaitlist? leaveWaitlist? exit',
  'scheduled/auction': 'reroute joinWaitlist? leaveWaitlist? exit',
  'scheduled/timed_release': 'reroute joinWaitlist? leaveWaitlist? exit',
  'scheduled/appointment': 'reroute joinWaitlist? leaveWaitlist? exit',
  'enterable/queue': 'enter reroute exit',
  'enterable/draw': 'enter reroute exit',
  'enterable/auction': 'enter bid reroute exit',
  'enterable/timed_release': 'enter reroute exit',
  'enterable/appointment': 'book reroute exit',
  'participating/queue': 'leave exit',
  'participating/draw': 'leave exit',
  'participating/auction': 'bid setRebid? stopRebid? exit',
  'participating/timed_release': 'leave exit',
  'participating/appointment': 'reschedule? cancelBooking? exit',
  'settling/draw': 'exit',
  'settling/auction': 'exit',
  'granted/queue': 'leave exit',
  'granted/draw': 'exit',
  'granted/auction': 'exit',
  'granted/timed_release': 'leave exit',
  'ended/queue': 'enter? reroute exit',
  'ended/draw': 'enter? reroute exit',
  'ended/auction': 'reroute exit',
  'ended/timed_release': 'enter? reroute exit',
  'ended/appointment': 'book? reroute exit',
} as const;

/** A line of the table. */
export type ActionKey = keyof typeof actionTable;

/** The words of a line. */
export type ActionWord<Key extends ActionKey> = Words<(typeof actionTable)[Key]>;

type Words<Line extends string> = Line extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Line;
