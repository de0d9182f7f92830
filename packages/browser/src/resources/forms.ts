import { idPattern } from '@fanfare/contract';
import type { WholeNumber } from './check-body.js';

/** A decimal amount such as `"129.00"`. */
export const moneyForm: RegExp = /^\d{1,12}(\.\d{1,8})?$/;
/** An id that is looked up. */
export const idForm: RegExp = idPattern;
/** A calendar day such as `"2026-11-22"`. */
export const dayForm: RegExp = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** A code of an authenticator. */
export const totpForm: RegExp = /^[0-9]{6}$/;
/** How many to show at most. */
export const limitForm: WholeNumber = { min: 1, max: 100 };

/** Text of bounded length. */
export function textForm(min: number, max: number): RegExp {
  return new RegExp(`^[^]{${min},${max}}$`, 'u');
}
