import type { Clock } from '../clock.js';
import { singleFlight } from '../single-flight.js';
import { openScope } from '../transport/scope.js';
import { untilAborted } from '../transport/until-aborted.js';
import type { readClosely } from './read-closely.js';
import { readCoarsely } from './read-coarsely.js';
import { refusalBasics } from './refusal-basics.js';
import type { RefusalReader } from './refusal-reader.js';

/** How long a refusal waits for the module that reads it, in milliseconds. */
const patienceMs = 3_000;

/** What a reader that loads its better part is made from. */
export interface LazyRefusalReaderOptions {
  readonly clock: Clock;
  /** Brings the module; may fail, and is then asked again by the next refusal. */
  readonly load: () => Promise<{ readonly readClosely: typeof readClosely }>;
}

/**
 * Reads refusals in a page. Most calls succeed, so what reads a refusal closely is a module that is fetched behind the
 * first answer. It may be missing just when it is wanted, in an outage or after a deployment: then a refusal is read
 * coarsely, and costs nobody a session.
 */
export function lazyRefusalReader({ clock, load }: LazyRefusalReaderOptions): RefusalReader {
  let closely: typeof readClosely | undefined;
  let isPrepared = false;
  const get = singleFlight(async () => (closely = (await load()).readClosely));

  const getInTime = async (signal: AbortSignal): Promise<typeof readClosely> => {
    const scope = openScope({ clock, timeoutMs: patienceMs, signal });
    try {
      return await untilAborted(get(), scope.signal);
    } finally {
      scope.close();
    }
  };

  return {
    async read(answer, signal) {
      const read = closely ?? (await getInTime(signal).catch(() => readCoarsely));
      return read(answer, refusalBasics);
    },
    prepare() {
      if (isPrepared) return;
      isPrepared = true;
      get().catch(() => {
        // The next refusal asks again.
      });
    },
  };
}
