const callers = { pk: 'a publishable key', consumer: 'an access token', sk: "the secret key's signature" };

/** Says who may call an operation: every combination of credentials that it allows. */
export function whoMayCall({ auth }) {
  return auth
    .map((combination) =>
      combination.length === 0
        ? 'anybody, without a credential'
        : combination.map((credential) => callers[credential]).join(' and '),
    )
    .join(', or ');
}

const repeats = {
  safe: 'always; it changes nothing',
  idempotent: 'always; the second time changes nothing more',
  header: 'with the same `Idempotency-Key`',
  body: 'with the same `idempotencyKey` in the body',
  never: 'not by itself; a repeat would be a second call',
};

/** Says whether a call whose answer was lost may be repeated. */
export function mayRepeat({ retry }) {
  return repeats[retry];
}

const stabilities = {
  published: 'published: documented by the platform',
  inferred: 'inferred: the platform has it, its exact shape is our reading',
  extension: 'extension: the mock platform has it, a hosted one may not yet',
};

/** Says how sure the contract is of an operation. */
export function howSure({ stability }) {
  return stabilities[stability];
}

/** Writes a name as the words of a heading: `timedReleases` becomes `Timed releases`. */
export function headingOf(name) {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The anchor that a heading gets. */
export function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** Writes a table; a cell may hold anything but a line break. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
