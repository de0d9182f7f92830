import type { RefusalReader } from '../errors/refusal-reader.js';
import type { SendOnce } from './send-once.js';

/** What a transport is made of where a server and a page differ. */
export interface TransportParts {
  readonly sendOnce: SendOnce;
  readonly refusals: RefusalReader;
  /** Reads a `Date` header into milliseconds since the epoch; `NaN` where it is none. */
  readonly readDate: (text: string, now: number) => number;
}
