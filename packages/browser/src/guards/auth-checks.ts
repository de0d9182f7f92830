import { object, optional, text, when, type Check } from '../resources/check/check.js';
import { boolean, count, id, string, timestamp } from '../resources/check/shapes.js';

const jwtForm = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/;

const pair = {
  accessToken: when((value) => typeof value === 'string' && value.length <= 8_192 && jwtForm.test(value)),
  refreshToken: text(16, 512),
  refreshTokenTtlSeconds: count,
  beaconToken: text(1, 512),
  tokenType: optional(string), // a bearer token where it is left out
};

const session = object({
  type: text(), // a newer platform may know other kinds
  consumerId: id,
  expiresAt: timestamp,
  // The platform sent a code there already: whether it has the form of an address is no longer the question.
  email: optional(string),
  emailVerified: optional(boolean),
  phone: optional(string),
});

/** Accepts the answer of a sign-in, where the contract's schema does, whatever the address looks like. */
export const authSessionCheck: Check = object({ session, ...pair });

/** Accepts the answer of a refresh, exactly where the contract's schema does. */
export const refreshResultCheck: Check = object({ ...pair, accessTokenExpiresAt: timestamp });
