/** Everything that can be pressed in a widget. */
export type Press =
  | 'bid'
  | 'book'
  | 'cancelBooking'
  | 'checkout'
  | 'enter'
  | 'guest'
  | 'joinWaitlist'
  | 'leave'
  | 'leaveWaitlist'
  | 'otherAddress'
  | 'reroute'
  | 'reschedule'
  | 'sendCode'
  | 'setRebid'
  | 'start'
  | 'stopRebid'
  | 'verify';

/** What was typed or chosen, by name. */
export type PressFields = Readonly<Record<string, string>>;
