import { apiVersion } from '@fanfare/contract';
import type { AttemptEvent } from '@fanfare/core/base';
import { log, type Logger } from './logger.js';

/** Creates what warns of operations that the platform is about to refuse in our version: of each of them once. */
export function createDeprecationNotice(logger: Logger): (event: AttemptEvent) => void {
  const told = new Set<string>();
  return function noticeDeprecation({ operation, deprecatedAt, sunsetAt, platformVersion }) {
    if ((deprecatedAt === undefined && sunsetAt === undefined) || told.has(operation)) return;
    told.add(operation);
    const end = sunsetAt === undefined ? 'a time that it has not told yet' : sunsetAt;
    log(logger, 'warn', {
      message: `fanfare: the platform deprecates ${operation} in version ${apiVersion}, and refuses it from ${end} on; upgrade this SDK before`,
      fields: { operation, apiVersion, platformVersion, deprecatedAt, sunsetAt },
    });
  };
}
