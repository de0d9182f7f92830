/**
 * Makes a text of somebody else harmless on a terminal: control characters, among them the escapes that move the cursor and
 * set colours, become spaces, and it ends after so many characters.
 */
export function printable(text: string, most = 200): string {
  const clean = text
    .replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/g, ' ')
    .trim();
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}
