import type { Connection } from '../connection.js';
import { reconnectDelay, type BrokenConnection } from './reconnect-delay.js';

/** What a pause is made from. */
export interface ReconnectPause extends BrokenConnection {
  readonly signal: AbortSignal;
}

/** Without a network nothing is tried, and this often is looked whether that is still so. */
const offlineMs = 30_000;

/**
 * Waits before a stream is opened again: with full jitter, longer after each failure, and not before the platform said.
 * A network that comes back and a page that is looked at again end it, unless the platform said how long.
 */
export function reconnectPause({ options, host }: Connection, pause: ReconnectPause): Promise<void> {
  const { clock, random } = options;
  const { error, signal } = pause;
  const ordered = error?.retryAfterMs;
  const ms = reconnectDelay(pause, random);

  return new Promise((resolve, reject) => {
    const { page } = host;
    let isGone = false;
    const arm = (wait: number): (() => void) =>
      clock.setTimeout(() => {
        if (page?.online() === false) cancel = arm(offlineMs);
        else if (!isGone) finish();
      }, wait);
    const finish = (): void => {
      leave();
      resolve();
    };
    const stop = (): void => {
      leave();
      reject(signal.reason as Error);
    };
    const leave = (): void => {
      cancel();
      unlisten?.();
      signal.removeEventListener('abort', stop);
    };
    let cancel = arm(ms);
    const unlisten = page?.listen((event) => {
      isGone = event === 'pagehide' || (isGone && event !== 'pageshow');
      if (event === 'pageshow' || ((event === 'online' || event === 'visible') && ordered === undefined))
        finish();
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}
