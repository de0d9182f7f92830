import type { PlatformConfig } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { learnConfig } from './learn-config.js';

/** Reads what a page must know about the platform before it does anything. */
export interface Config {
  /**
   * Reads whose key it is, what the platform offers, and how long things last; works without a session. It is read
   * once per client: later calls answer from memory.
   *
   * @throws `NotFoundError` `not_found` where the platform does not tell, as the hosted one today
   */
  get(): Promise<PlatformConfig>;
}

/**
 * Creates the part of a client that reads the configuration of the platform.
 *
 * @example
 * ```ts
 * import { createConfig } from '@fanfare/browser/config';
 * import { connect } from '@fanfare/browser/session';
 *
 * const config = createConfig(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { currencyCode, features } = await config.get();
 * ```
 */
export function createConfig(connection: Connection): Config {
  return { get: async () => learnConfig(connection) };
}
