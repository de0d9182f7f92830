import { checkOptions } from '@fanfare/core/base';
import { checkType, checkWhole } from '../check-option.js';
import type { CallLimitOptions } from './create-call-limiter.js';

/**
 * Checks the option `limitCalls`; `undefined` where nothing waits.
 *
 * @throws OptionsError `invalid_options`
 */
export function checkLimitCalls(given: unknown): CallLimitOptions | undefined {
  if (given === undefined || given === true) return given === true ? {} : undefined;
  checkType({ limitCalls: given }, 'object');
  const options = given as CallLimitOptions; // an object; each part is checked here
  checkOptions(options, ['perMinute', 'maxWaitMs'], 'limitCalls');
  checkWhole({ 'limitCalls.perMinute': options.perMinute }, { min: 1, max: 1_000_000 });
  checkWhole({ 'limitCalls.maxWaitMs': options.maxWaitMs }, { min: 1, max: 2_147_483_647 });
  return options;
}
