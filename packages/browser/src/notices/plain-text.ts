/** The most that is shown of a text of others, in characters. */
const maxCharacters = 300;

// Control characters, what turns the direction of the text around it, what nobody sees, and halves of characters. The joiner
// of emoji stays.
const hidden =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\p{Cs}]/gu;
const breaks = /[\t\n\v\f\r\u2028\u2029]/gu;
const gaps = /\s+/gu;

/**
 * Takes out of a text of others what could make it look like something else: control characters, bidi overrides, invisible
 * characters, line breaks. What is left is text, at most 300 characters of it: `<b>` is four of them. Show it with
 * `textContent`, or as a child in a framework that escapes; anything that is no text becomes an empty one.
 *
 * @example
 * ```ts
 * import { plainText } from '@fanfare/browser/notices';
 *
 * plainText('Aurora\u202E gnp.exe\u0000'); // 'Aurora gnp.exe'
 * ```
 */
export function plainText(given: unknown): string {
  if (typeof given !== 'string') return '';
  // Long ones are cut first: nobody pays for reading what nobody is shown.
  const start = given.slice(0, maxCharacters * 8);
  const text = start.replace(breaks, ' ').replace(hidden, '').replace(gaps, ' ').trim();
  return Array.from(text).slice(0, maxCharacters).join('').trim();
}
