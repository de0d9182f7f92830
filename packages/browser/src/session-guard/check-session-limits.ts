import { checkOptions, describeType, OptionsError } from '@fanfare/core';
import type { SessionLimits } from './session-limits.js';

const known: readonly (keyof SessionLimits)[] = ['idleMs', 'absoluteMs', 'warnMs'];

/**
 * Checks limits that come from outside.
 *
 * @throws `OptionsError` `invalid_options`, naming the limit
 */
export function checkSessionLimits(limits: SessionLimits): void {
  checkOptions(limits, known, 'sessionLimits');
  for (const name of known) {
    const value: unknown = limits[name];
    if (value === undefined || (typeof value === 'number' && value > 0 && value < Infinity)) continue;
    throw new OptionsError(`${name} must be a number of milliseconds above 0, not ${describeType(value)}.`);
  }
}
