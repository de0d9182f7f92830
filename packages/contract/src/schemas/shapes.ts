import * as z from 'zod/mini';
import { idPattern } from '../ids.js';
import type { AdmissionGrant, Money, Timestamp } from '../ids.js';

/** An id in a request: it becomes part of a path or is looked up, so its form is checked. */
export function idParam<Id extends string>(): z.ZodMiniType<Id, Id> {
  const schema: unknown = z.string().check(z.regex(idPattern));
  return schema as z.ZodMiniType<Id, Id>; // names a string type; changes nothing at run time
}

/** An id in an answer: opaque, only present. */
export function id<Id extends string>(): z.ZodMiniType<Id, Id> {
  return text(1, 256) as unknown as z.ZodMiniType<Id, Id>; // as above
}

/** A string of bounded length. */
export function text(min: number, max: number): z.ZodMiniString {
  return z.string().check(z.minLength(min), z.maxLength(max));
}

/** A decimal amount as a string. */
export const money = z.string().check(z.regex(/^\d{1,12}(\.\d{1,8})?$/)) as unknown as z.ZodMiniType<
  Money,
  Money
>;

/** An ISO 8601 time in UTC. */
export const timestamp = z.iso.datetime() as unknown as z.ZodMiniType<Timestamp, Timestamp>;

/** A grant: opaque, never logged. */
export const admissionGrant = text(16, 2048) as unknown as z.ZodMiniType<AdmissionGrant, AdmissionGrant>;

/** A JWT in compact form. */
export const jwt = z.string().check(z.regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/), z.maxLength(8192));

/** An ISO 4217 code. */
export const currencyCode = z.string().check(z.regex(/^[A-Z]{3}$/));

/** An e-mail address. */
export const email = z.email().check(z.maxLength(254));

/** A telephone number, in E.164 or in a national form that `defaultCountry` completes. */
export const phone = z.string().check(z.regex(/^\+?[0-9 ().-]{5,24}$/));

/** A whole number that counts something. */
export const count = z.int().check(z.nonnegative());

/** An absolute http(s) address. */
export const webUrl = z.url({ protocol: /^https?$/ }).check(z.maxLength(2048));
