import { callQuietly } from './call-quietly.js';

/** What a log line is about; free of secrets. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Is told what a {@link FanfareServer} does. `console` fits. */
export interface Logger {
  /** One attempt of a call ended. */
  debug?(message: string, fields: LogFields): void;
  /** Something deserves a look, such as a clock that is off. */
  warn?(message: string, fields: LogFields): void;
}

/** Writes a line; a logger that throws must not make a call fail. */
export function log(
  logger: Logger,
  level: 'debug' | 'warn',
  entry: { message: string; fields: LogFields },
): void {
  callQuietly(
    (message: string, fields: LogFields) => logger[level]?.(message, fields),
    entry.message,
    entry.fields,
  );
}
