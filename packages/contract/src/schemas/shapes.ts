import * as z from 'zod/mini';
import { cardNumberRefusal, containsCardNumber } from '../contains-card-number.js';
import { exact } from '../exact.js';
import { idPattern } from '../ids.js';
import type { AdmissionGrant, Money, Timestamp } from '../ids.js';

/** A string of a form; `zod/mini` has no messages, so `words` say what fits, as in "two capital letters". */
export function form(pattern: RegExp, words: string): z.ZodMiniString {
  return z.string().check(z.regex(pattern, `must be ${words}`));
}

/** An id in a request: it becomes part of a path or is looked up, so its form is checked. */
export function idParam<Id extends string>(): z.ZodMiniType<Id, Id> {
  const schema: unknown = form(
    idPattern,
    'an id: up to 128 letters, digits, "-" and "_", beginning with a letter or a digit',
  );
  return schema as z.ZodMiniType<Id, Id>; // names a string type; changes nothing at run time
}

/** An id in an answer: opaque, only present. */
export function id<Id extends string>(): z.ZodMiniType<Id, Id> {
  return exact(text(1, 256)) as unknown as z.ZodMiniType<Id, Id>; // as above
}

/** A string of bounded length. */
export function text(min: number, max: number): z.ZodMiniString {
  return z.string().check(z.minLength(min), z.maxLength(max));
}

/** What somebody writes freely: anything but the number of a payment card. */
export function freeText(min: number, max: number): z.ZodMiniString {
  return text(min, max).check(z.refine((written) => !containsCardNumber(written), cardNumberRefusal));
}

/** Refuses the number of a payment card wherever it stands in JSON of any form, as a text, a number or a name. */
export function withoutCardNumbers<S extends z.ZodMiniType>(schema: S): S {
  const isClean = (value: unknown): boolean => !textsIn(value).some(containsCardNumber);
  return schema.check(z.refine(isClean, cardNumberRefusal)) as S; // a check changes nothing about the type
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? [String(value)] : [];
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, part]) => [name, ...textsIn(part)]);
}

/** A decimal amount as a string. */
export const money = exact(
  form(/^\d{1,12}(\.\d{1,8})?$/, 'a decimal amount such as "129.00"'),
) as unknown as z.ZodMiniType<Money, Money>;

/** A sum of amounts, which may be longer than any of them. */
export const moneyTotal = exact(
  form(/^\d{1,30}(\.\d{1,8})?$/, 'a decimal amount such as "129.00"'),
) as unknown as z.ZodMiniType<Money, Money>;

/** An ISO 8601 time in UTC. */
export const timestamp = exact(z.iso.datetime()) as unknown as z.ZodMiniType<Timestamp, Timestamp>;

/** A grant: opaque, never logged. */
export const admissionGrant = exact(text(16, 2048)) as unknown as z.ZodMiniType<
  AdmissionGrant,
  AdmissionGrant
>;

/** A JWT in compact form. */
export const jwt = exact(
  form(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}$/, 'a JWT in compact form').check(z.maxLength(8192)),
);

/** An ISO 4217 code. */
export const currencyCode = form(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)');

// As zod has it, but no label of the domain ends with a hyphen (RFC 1123 §2.1).
const emailForm =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;

/** An e-mail address. */
export const email = z.email({ pattern: emailForm }).check(z.maxLength(254));

/** A telephone number, in E.164 or in a national form that `defaultCountry` completes. */
export const phone = form(/^(?=.{5,24}$)\+?(?:[ ().-]{0,2}[0-9]){5,15}[ ().-]{0,2}$/, 'a telephone number');

/** A whole number that counts something. */
export const count = z.int().check(z.nonnegative());

/** An absolute http(s) address, as browsers read it. */
export const webUrl = z.url({ protocol: /^https?$/ }).check(z.maxLength(2048));
