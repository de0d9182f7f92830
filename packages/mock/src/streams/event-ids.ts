import { randomBytes } from 'node:crypto';

/** The ids of the events of one source. They count up, and name no event of any other source, before or beside it. */
export interface EventIds {
  write(count: number): string;
  /** Reads an id as it was sent back; anything that is not of this source is `NaN`, which is no event. */
  read(text: string): number;
}

const bytes = 9;
const counted = /^\d{1,15}$/;

/** Makes the ids of a source that begins now. */
export function createEventIds(): EventIds {
  // Not from the seed: two runs, or two sources, must not take each other's ids for their own.
  const start = `${randomBytes(bytes).toString('base64url')}.`;
  return {
    write: (count) => start + String(count),
    read(text) {
      const count = text.startsWith(start) ? text.slice(start.length) : '';
      return counted.test(count) ? Number(count) : Number.NaN;
    },
  };
}
