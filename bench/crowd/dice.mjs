/**
 * Creates dice that show the same for the same question, whoever asks and when: (who, what, nth) → 0 up to, not including, 1. So two policies meet
 * the same crowd, and what is decided at random need not be kept.
 */
export function createDice(seed) {
  const start = mixed(seed ^ 0x5bd1e995);
  return (who, what, nth = 0) => {
    const one = mixed(start ^ Math.imul(who + 1, 0x9e3779b1));
    const two = mixed(one ^ Math.imul(what + 1, 0x85ebca6b));
    return (mixed(two ^ Math.imul(nth + 1, 0xc2b2ae35)) >>> 0) / 4_294_967_296;
  };
}

/** The last step of MurmurHash3: every bit of the number changes about half of the bits of the result. */
function mixed(number) {
  let bits = number;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
