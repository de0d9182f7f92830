import type { Mechanism, Outcome } from '@fanfare/contract';

/** Where a status of a mechanism's own operations puts the shopper: a phase, or the end and how it came. */
export type Standing = 'enterable' | 'participating' | 'granted' | `ended:${Outcome['type']}`;

/** Every status that this version knows, in capitals as queues write it. */
export const standings: Readonly<Record<Mechanism, Readonly<Record<string, Standing>>>> = {
  queue: {
    NOT_QUEUED: 'enterable',
    QUEUED: 'participating',
    GRANTED: 'granted',
    COMPLETED: 'ended:completed',
    DENIED: 'ended:denied',
    LEFT: 'ended:left',
  },
  draw: {
    NOT_ENTERED: 'enterable',
    ENTERED: 'participating',
    WON: 'granted',
    COMPLETED: 'ended:completed',
    DENIED: 'ended:denied',
    LOST: 'ended:lost',
    LEFT: 'ended:left',
  },
  auction: {
    NOT_BID: 'participating',
    BIDDING: 'participating',
    WINNING: 'participating',
    OUTBID: 'participating',
    WON: 'granted',
    LOST: 'ended:lost',
  },
  timed_release: {
    NOT_ENTERED: 'enterable',
    ENTERED: 'granted',
    COMPLETED: 'ended:completed',
    LEFT: 'ended:left',
  },
  appointment: {
    NOT_BOOKED: 'enterable',
    BOOKED: 'participating',
    CHECKED_IN: 'participating',
    COMPLETED: 'ended:completed',
    CANCELLED: 'ended:cancelled',
    NO_SHOW: 'ended:no_show',
  },
};

/** What a denial is called, by its reason; every other reason is a denial. */
export const denials: Readonly<Record<string, Outcome['type']>> = {
  ADMISSION_EXPIRED: 'expired',
  NOT_SELECTED: 'lost',
  ORDER_CANCELLED: 'cancelled',
  DISTRIBUTION_ARCHIVED: 'cancelled',
};
