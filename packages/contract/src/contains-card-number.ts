/** A run of 13 to 19 digits, with single spaces or hyphens between them, as cards are written (ISO/IEC 7812-1 §4). */
const candidates = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

/** Tells whether a text holds what is in all likelihood the number of a payment card. */
export function containsCardNumber(text: string): boolean {
  return (text.match(candidates) ?? []).some((run) => passesLuhn(run.replace(/\D/g, '')));
}

/** The check digit of ISO/IEC 7812-1 Annex B. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit : digit * 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0 && /[1-9]/.test(digits);
}
