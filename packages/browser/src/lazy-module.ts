import { NetworkError, singleFlight } from '@fanfare/core';
import type { Connection } from './connection.js';
import { withDeadline } from './session/with-deadline.js';

/**
 * Brings a part of the code that is loaded when it is first needed. One that cannot be loaded has cost nothing, and is
 * asked for again.
 *
 * @param connection - Whose deadline for one attempt holds, and whose end is the end of the wait.
 * @returns what brings it to the call that is named
 * @throws `NetworkError` `network_error`, from what is returned
 */
export function lazyModule<T>(
  connection: Pick<Connection, 'options' | 'signal'>,
  load: () => Promise<T>,
): (call: string) => Promise<T> {
  const { signal, options } = connection;
  const { clock, timeoutMs = 10_000 } = options;
  let loaded: Promise<T> | undefined;
  const get = singleFlight(async () => {
    const module = await load();
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
