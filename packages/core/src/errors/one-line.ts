// Line breaks of all kinds, the escapes that a terminal obeys, and what turns the direction of the text after it.
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** Makes a text of others one line of plain text: whoever chose it cannot forge a line of a log or rule a terminal. */
export function oneLine(text: string): string {
  return text.replace(unprintable, ' ').trim();
}
