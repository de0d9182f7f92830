import { object, optional, matching, text, when, type Check } from '../resources/check/check.js';
import { count, id, timestamp } from '../resources/check/shapes.js';

const jwtForm = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/;
const emailForm =
  /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
const phoneForm = /^\+?[0-9 ().-]{5,24}$/;

const bounded = (form: RegExp, max: number): Check =>
  when((value) => typeof value === 'string' && value.length <= max && form.test(value));

const pair = {
  accessToken: bounded(jwtForm, 8_192),
  refreshToken: text(16, 512),
  refreshTokenTtlSeconds: count,
  beaconToken: text(1, 512),
};

const session = object({
  type: text(), // a newer platform may know other kinds
  consumerId: id,
  expiresAt: timestamp,
  email: optional(bounded(emailForm, 254)),
  phone: optional(matching(phoneForm)),
});

/** Accepts the answer of a sign-in, exactly where the contract's schema does. */
export const authSessionCheck: Check = object({ session, ...pair });

/** Accepts the answer of a refresh, exactly where the contract's schema does. */
export const refreshResultCheck: Check = object({ ...pair, accessTokenExpiresAt: timestamp });
