import type { ServerSentEvent } from './event-parser.js';

/** What becomes of an event: it is told, dropped because it was told before, or the one before it is missing. */
export type EventPlace = 'next' | 'known' | 'gap';

/** Keeps the order of events over all connections of a stream. */
export interface EventOrder {
  /** The id to come back with; `undefined` before the first. */
  readonly lastEventId: string | undefined;
  place(
    event: Pick<ServerSentEvent, 'lastEventId' | 'hasId'>,
    options: { readonly isWhole: boolean },
  ): EventPlace;
  /** Takes an event for told. */
  told(event: Pick<ServerSentEvent, 'lastEventId' | 'hasId'>): void;
}

/** A gap is asked for again this often before it is taken as it is. */
const patience = 2;

/**
 * Creates the order of a stream that begins behind an event. Ids count up behind their last dot; of any others only one
 * that comes twice is known.
 */
export function createEventOrder(lastEventId: string | undefined): EventOrder {
  let last = lastEventId;
  let gaps = 0;

  return {
    get lastEventId() {
      return last;
    },
    place({ lastEventId: id, hasId }, { isWhole }) {
      if (!hasId) return 'next';
      if (id === last) return 'known';
      const step = stepsBetween(last, id);
      if (isWhole || step === undefined || step === 1) return 'next';
      if (step < 1) return 'known';
      if (gaps >= patience) return 'next'; // what nobody keeps any more
      gaps += 1;
      return 'gap';
    },
    told({ lastEventId: id, hasId }) {
      if (!hasId) return;
      last = id;
      gaps = 0;
    },
  };
}

const counted = /^(.*\.)(\d{1,15})$/;

/** How much further an id is; `undefined` where the ids are not of one source. */
function stepsBetween(from: string | undefined, to: string): number | undefined {
  const [, source, before] = counted.exec(from ?? '') ?? [];
  const [, other, after] = counted.exec(to) ?? [];
  if (source === undefined || source !== other) return undefined;
  return Number(after) - Number(before);
}
