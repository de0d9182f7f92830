import { countSteps, TOO_MANY } from './count-steps.mjs';
import { parsePattern } from './parse-pattern.mjs';

const ALPHABET = [...Array(128).keys()].map((code) => String.fromCharCode(code)).concat('é', '\u2028');
const TYPICAL = Array.from('a0A-_./:=+@ \t\n\r"\'\\(,;#%&<[{~!?*^|$');
const ENDS = ['', '!', '\n', ' ', '"'];
const SHORT = 64;
/** Twice the length may cost this much more; 4 is quadratic. */
export const LINEAR = 2.7;

/**
 * Looks for an input that costs a pattern more than in proportion to its length, as one of twice the length shows; ends
 * with the first, or with the worst of all. Repeats what each loop takes, after what leads up to it and before what fails.
 */
export function attackPattern({ source, flags }) {
  const tree = parsePattern(source, flags);
  let worst = { growth: 0 };
  for (const { before, pump, after } of attacks(tree)) {
    const steps = (length) =>
      countSteps(tree, before + pump.repeat(Math.ceil(length / pump.length)) + after, { flags }).steps;
    const short = steps(SHORT);
    const long = short >= TOO_MANY ? TOO_MANY : steps(2 * SHORT);
    const growth = long >= TOO_MANY ? Infinity : long / Math.max(short, 2 * SHORT);
    if (growth > worst.growth) worst = { growth, before, pump, after };
    if (growth > LINEAR) break;
  }
  return worst;
}

function attacks(tree) {
  const found = new Map();
  for (const { before, body } of loops(tree, '')) {
    const pumps = new Set([...samples(body), ...TYPICAL.filter((c) => takes(body, c))]);
    for (const pump of [...pumps].filter((text) => text !== '')) {
      for (const lead of new Set(['', before])) {
        for (const after of ENDS) found.set(`${lead}\0${pump}\0${after}`, { before: lead, pump, after });
      }
      // What begins again at every place: the lead itself is repeated.
      if (before !== '') found.set(`${before}\0again`, { before: '', pump: before + pump, after: '!' });
    }
  }
  return found.values();
}

/** The loops without an upper bound, each with something that leads up to it. */
function* loops(node, before) {
  if (node.is === 'loop') {
    if (node.max > SHORT) yield { before, body: node.body };
    yield* loops(node.body, before);
  } else if (node.is === 'all') {
    let lead = before;
    for (const part of node.parts) {
      yield* loops(part, lead);
      lead += samples(part)[0] ?? '';
    }
  } else if (node.is === 'any') {
    for (const arm of node.arms) yield* loops(arm, before);
  } else if (node.is === 'look') yield* loops(node.body, before);
}

/** A few short texts that a part takes. */
function samples(node) {
  if (node.is === 'char') {
    const typical = TYPICAL.filter((c) => node.fits(c)).slice(0, 6);
    return typical.length > 0 ? typical : ALPHABET.filter((c) => node.fits(c)).slice(0, 2);
  }
  if (node.is === 'any') return node.arms.flatMap((arm) => samples(arm).slice(0, 3));
  if (node.is === 'all') {
    return node.parts
      .map(samples)
      .reduce(
        (texts, own) =>
          own.length === 0 ? texts : own.flatMap((end) => texts.map((text) => text + end)).slice(0, 6),
        [''],
      );
  }
  if (node.is === 'loop') return samples(node.body).map((text) => text.repeat(Math.max(1, node.min)));
  return [];
}

function takes(body, character) {
  return body.is === 'char' && body.fits(character);
}
