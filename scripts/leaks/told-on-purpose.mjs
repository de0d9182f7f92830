/** What looks like a secret and is meant to be seen: where it is put out, its text, and why. */
const told = [
  [/^an event$/, /^grant_/, 'this is how a page gets what its shopper has won'],
  [/^the output of unit$/, /^CANARY9b1d7e5f3a2c$/, 'printed by the test that shows that it is found'],
];

/** Tells whether something that looks like a secret may be seen there. */
export function isToldOnPurpose(match, outlet) {
  return told.some(([where, text]) => where.test(outlet) && text.test(match));
}

/** Tells whether a process is one that answers with the sources it was given, as bundlers do. */
export function isBundler(program) {
  return /[\\/](?:esbuild|rolldown)[^\\/]*$/.test(program);
}
