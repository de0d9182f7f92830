// What loads in a millisecond: everything of this package that does not reach the transport and, with it, ky.
export {
  FanfareError,
  isFanfareError,
  type ErrorIssue,
  type FanfareErrorJson,
  type FanfareErrorOptions,
} from './errors/fanfare-error.js';
export { OptionsError } from './errors/error-classes.js';
export { systemClock, type Clock } from './clock.js';
export { checkOptions } from './options/check-options.js';
export { describeType } from './options/describe-type.js';
