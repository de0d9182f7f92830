import type { LogFields, Logger } from './logger.js';

/** What is used of a logger of pino, or of another one that takes the fields before the message. */
export interface FieldsFirstLogger {
  debug(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
}

/**
 * Makes the `logger` option of a logger of pino, which takes the fields before the message; its levels, bindings and serialisers stay as they
 * are. `console` and winston take the message first and fit without it.
 *
 * @example
 * ```ts
 * import { FanfareServer, fromEnv, pinoLogger, type FieldsFirstLogger } from '@fanfare/node';
 *
 * declare const log: FieldsFirstLogger; // such as pino({ level: 'debug' })
 * export const fanfare = new FanfareServer({ ...fromEnv(), logger: pinoLogger(log) });
 * ```
 */
export function pinoLogger(logger: FieldsFirstLogger): Logger {
  return {
    debug: (message, fields) => logger.debug(fields, message),
    warn: (message, fields) => logger.warn(fields, message),
  };
}
