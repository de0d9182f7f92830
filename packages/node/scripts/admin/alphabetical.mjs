/** The distinct texts of a list, in alphabetical order, whatever the locale of the machine. */
export function alphabetical(texts) {
  return [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
}
