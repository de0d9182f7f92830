import { backoff, NetworkError, singleFlight, sleep } from '@fanfare/core';
import type { Connection } from './connection.js';
import { importAgain } from './import-again.js';
import { withDeadline } from './session/with-deadline.js';

/** How often a module is asked for before whoever waits is told, and the waits between, in milliseconds. */
const maxTries = 3;
const waits = { baseMs: 500, capMs: 4_000 };

/**
 * Brings a module of this package that is loaded when it is first needed. One that cannot be loaded is asked for again,
 * first soon and then by the next call; until it comes nothing was sent, and nothing is lost.
 *
 * @param connection - Whose deadline for one attempt holds, and whose end is the end of the wait.
 * @param load - Imports the module and does nothing else: asked for again, it is imported without this function.
 * @returns what brings it to the call that is named
 * @throws `NetworkError` `network_error`, from what is returned
 */
export function lazyModule<Module>(
  connection: Pick<Connection, 'options' | 'signal'>,
  load: () => Promise<Module>,
): (call: string) => Promise<Module> {
  const { signal, options } = connection;
  const { clock, random, timeoutMs = 10_000 } = options;
  let loaded: Promise<Module> | undefined;
  let failures = 0;

  const attempt = async (tries: number): Promise<Module> => {
    try {
      return await load();
    } catch (cause) {
      signal.throwIfAborted();
      failures += 1;
      const again = await importAgain<Module>(cause, failures).catch(() => undefined);
      if (again !== undefined) return again;
      if (tries >= maxTries) throw cause;
      await sleep(backoff({ attempt: tries, ...waits, random }), { clock, signal });
      return attempt(tries + 1);
    }
  };
  const get = singleFlight(async () => {
    const module = await attempt(1);
    loaded = Promise.resolve(module);
    return module;
  });

  return (call) => {
    if (loaded !== undefined) return loaded;
    return withDeadline(get, { clock, ms: timeoutMs, signal }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new NetworkError(
        `${call} was not sent: the code for it could not be loaded. Check the connection and call again; if that does not help, load the page anew.`,
        { code: 'network_error', retryable: true, cause },
      );
    });
  };
}
