import type { Money } from '@fanfare/contract';

/** Decimal places that are calculated with; the contract allows no more. */
const places = 8;
/** Digits before the point that a single amount has at most. */
const wholeDigits = 12;
/** Decimal places that are written at least. */
const cents = 2;

/** More than the sum of all orders of anybody has. */
const sortableDigits = 40;

/** Multiplies an amount by a whole number. */
export function timesMoney(amount: Money, factor: number): Money {
  return write(read(amount) * BigInt(factor));
}

/** Adds amounts. */
export function sumMoney(amounts: readonly Money[]): Money {
  return write(amounts.reduce((sum, amount) => sum + read(amount), 0n));
}

/** Takes an amount off another one; negative results cannot be written as money, so they are `undefined`. */
export function minusMoney(amount: Money, less: Money): Money | undefined {
  const difference = read(amount) - read(less);
  return difference < 0n ? undefined : write(difference);
}

/** Divides an amount by a whole number above 0, rounding down to cents. */
export function divideMoney(amount: Money, divisor: number): Money {
  const cent = 10n ** BigInt(places - cents);
  return write((read(amount) / BigInt(divisor) / cent) * cent);
}

/** Tells which of two amounts is more: above 0 the first, below 0 the second, 0 neither. */
export function compareMoney(a: Money, b: Money): number {
  const difference = read(a) - read(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Writes an amount as a text that sorts where the amount does: no double holds all that money may be. */
export function sortableMoney(amount: Money): string {
  return String(read(amount)).padStart(sortableDigits, '0');
}

/** Picks the higher of two amounts. */
export function higherMoney(a: Money, b: Money): Money {
  return compareMoney(a, b) < 0 ? b : a;
}

/** Writes an amount the usual way: two decimal places, more only where they are needed. */
export function usualMoney(amount: Money): Money {
  return write(read(amount));
}

/** Tells whether an amount is no longer than a single amount may be; sums may. */
export function isWithinMoney(amount: Money): boolean {
  return read(amount) < 10n ** BigInt(wholeDigits + places);
}

/** Takes the share of a whole number that a part has in a whole, rounded down; nothing has no parts. */
export function shareOf(
  number: number,
  { part, whole }: { readonly part: Money; readonly whole: Money },
): number {
  return isNoMoney(whole) ? 0 : Number((BigInt(number) * read(part)) / read(whole));
}

/** Counts the whole units of an amount. */
export function wholeUnits(amount: Money): number {
  return Number(read(amount) / 10n ** BigInt(places));
}

/** Tells whether an amount is nothing. */
export function isNoMoney(amount: Money): boolean {
  return read(amount) === 0n;
}

function read(amount: Money): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

function write(value: bigint): Money {
  const digits = String(value).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '').padEnd(cents, '0');
  return `${digits.slice(0, -places)}.${fraction}`;
}
