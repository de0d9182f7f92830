import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for one another. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const groups = 3;
const groupLength = 4;

/** Makes a code such as `K7QF-2M9X-TZ4W` to show at the door: 60 bits from the operating system. */
export function confirmationCode(): string {
  const letter = (): string => alphabet[randomInt(alphabet.length)] ?? '';
  const group = (): string => Array.from({ length: groupLength }, letter).join('');
  return Array.from({ length: groups }, group).join('-');
}
