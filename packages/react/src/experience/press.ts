/** Everything that can be pressed in a widget. */
export type Press =
  | 'answerChallenge'
  | 'bid'
  | 'book'
  | 'cancelBooking'
  | 'checkout'
  | 'confirmEmail'
  | 'enter'
  | 'guest'
  | 'joinWaitlist'
  | 'leave'
  | 'leaveWaitlist'
  | 'notNow'
  | 'otherAddress'
  | 'requestEmailCode'
  | 'reroute'
  | 'reschedule'
  | 'sendCode'
  | 'setRebid'
  | 'start'
  | 'stepUp'
  | 'stopRebid'
  | 'verify';

/** What was typed or chosen, by name. */
export type PressFields = Readonly<Record<string, string>>;
