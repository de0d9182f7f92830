const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const length = 20;

/** Makes an id such as `ord_3k9…` from a source of numbers. */
export function randomId(prefix: string, random: () => number): string {
  const letters = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]);
  return `${prefix}_${letters.join('')}`;
}
