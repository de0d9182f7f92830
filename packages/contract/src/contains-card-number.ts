/** What is wrong with a text that holds the number of a payment card. */
export const cardNumberRefusal = 'must not hold the number of a payment card';

/** Digits with single spaces or hyphens between groups of them, as cards are written. */
const runs = /\d+(?:[ -]\d+)*/g;
/** What card issuers' numbers begin with (ISO/IEC 7812-1 §4.1); times in milliseconds, for one, do not. */
const card = /^(?:2[2-7]\d{11,17}|[3-6]\d{12,18})$/;

/** Digits of the longest number. */
const longest = 19;

/** Tells whether a text holds what is in all likelihood the number of a payment card. */
export function containsCardNumber(text: string): boolean {
  return (text.match(runs) ?? []).some((run) => joined(run.split(/[ -]/)).some(isCardNumber));
}

/** Every way to read neighbouring groups as one number. */
function joined(groups: readonly string[]): readonly string[] {
  return groups.flatMap((_, start) =>
    groups.slice(start, start + longest).map((__, end) => groups.slice(start, start + end + 1).join('')),
  );
}

function isCardNumber(digits: string): boolean {
  return card.test(digits) && passesLuhn(digits);
}

/** The check digit of ISO/IEC 7812-1 Annex B. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit : digit * 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}
