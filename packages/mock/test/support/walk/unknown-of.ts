import { keyKind, type Blank } from './request-arbitrary.js';

/** A value of a kind that nobody was given; none in the place of a cursor, which would be refused before anything else. */
export function unknownOf({ kind, number }: Blank): string | undefined {
  if (kind.startsWith('cursor_')) return undefined;
  if (kind === keyKind) return 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee';
  // The name of a file is a number of up to nine digits.
  return kind === 'fileId' ? String(number).slice(-9) : `unknown_${kind}_${number}`;
}
