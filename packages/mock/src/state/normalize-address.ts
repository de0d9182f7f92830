import { refuse } from '../refusal.js';

/** Where a one-time code can go: exactly one of the two is there. */
export interface Address {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

const fewestDigits = 4;

/**
 * Writes an address in one way only, so that two spellings of it are the same.
 *
 * @throws {MockRefusal} `validation_error` where a telephone number has hardly a digit.
 */
export function normalizeAddress(address: Address): string {
  const normal = addressKey(address);
  const isNumber = address.email === undefined;
  if (isNumber && normal.replace('+', '').length < fewestDigits)
    return refuse('validation_error', 'The telephone number has too few digits.');
  return normal;
}

/** The one spelling of an address, good or not. */
export function addressKey({ email, phone = '' }: Address): string {
  if (email !== undefined) return email.toLowerCase();
  const digits = phone.replace(/\D/g, '');
  return phone.trim().startsWith('+') ? `+${digits}` : digits;
}
