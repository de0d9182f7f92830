const CLASSES = {
  d: (c) => /\d/.test(c),
  w: (c) => /\w/.test(c),
  s: (c) => /\s/.test(c),
  D: (c) => /\D/.test(c),
  W: (c) => /\W/.test(c),
  S: (c) => /\S/.test(c),
};
const CONTROLS = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', 0: '\0' };
const ASSERTIONS = {
  '(?=': [true, false],
  '(?!': [false, false],
  '(?<=': [true, true],
  '(?<!': [false, true],
};

/**
 * Reads a regular expression into a tree of `all` (in order), `any` (alternatives), `loop`, `char` (a test of one
 * character), `look`, `start`, `end` and `edge`. Throws on what the sources do not use.
 */
export function parsePattern(source, flags) {
  let at = 0;
  const tree = alternatives();
  if (at < source.length) throw new SyntaxError(`Not read: ${source.slice(at)}`);
  return tree;

  function alternatives() {
    const arms = [sequence()];
    while (take('|')) arms.push(sequence());
    return arms.length === 1 ? arms[0] : { is: 'any', arms };
  }

  function sequence() {
    const parts = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified(atom()));
    return { is: 'all', parts };
  }

  function quantified(body) {
    const [all, range, least, comma, most] = /^(?:[*+?]|(\{(\d+)(,?)(\d*)\}))/.exec(source.slice(at)) ?? [];
    if (all === undefined) return body;
    at += all.length;
    const isLazy = take('?');
    const bounds = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[all];
    const [min, max] = bounds ?? [Number(least), !comma ? Number(least) : most ? Number(most) : Infinity];
    return { is: 'loop', body, min, max, isLazy, text: range };
  }

  function atom() {
    if (take('^')) return { is: 'start' };
    if (take('$')) return { is: 'end' };
    if (take('.')) return one((c) => flags.includes('s') || !/[\n\r\u2028\u2029]/.test(c));
    if (source[at] === '[') return set();
    if (source[at] === '(') return group();
    if (take('\\')) return escaped();
    return literal(source[at++]);
  }

  function group() {
    for (const [opening, [isWanted, isBehind]] of Object.entries(ASSERTIONS)) {
      if (take(opening)) return { is: 'look', isWanted, isBehind, body: closed() };
    }
    at += /^\((?:\?:|\?<\w+>)?/.exec(source.slice(at))[0].length;
    return closed();
  }

  function closed() {
    const body = alternatives();
    if (!take(')')) throw new SyntaxError(`No end of a group: ${source}`);
    return body;
  }

  function escaped() {
    if (take('b')) return { is: 'edge' };
    const known = escape();
    return typeof known === 'string' ? literal(known) : one(known);
  }

  /** A character, or the test of a class. */
  function escape() {
    const [property] = /^[pP]\{\w+\}/.exec(source.slice(at)) ?? [];
    if (property !== undefined) {
      at += property.length;
      const expression = new RegExp(`^\\${property}$`, 'u');
      return (c) => expression.test(c);
    }
    const [code] = /^(?:u[\da-fA-F]{4}|x[\da-fA-F]{2})/.exec(source.slice(at)) ?? [];
    if (code !== undefined) {
      at += code.length;
      return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    }
    const letter = source[at++];
    return CLASSES[letter] ?? CONTROLS[letter] ?? letter;
  }

  function set() {
    at++;
    const isNegated = take('^');
    const tests = [];
    while (!take(']')) {
      const from = member();
      if (typeof from !== 'string') tests.push(from);
      else if (source[at] === '-' && source[at + 1] !== ']') {
        at++;
        const to = member();
        tests.push((c) => c >= from && c <= to);
      } else tests.push((c) => c === from);
    }
    return one((c) => tests.some((fits) => anyCase(fits)(c)) !== isNegated);
  }

  function member() {
    return take('\\') ? (source[at] === 'b' ? ((at += 1), '\b') : escape()) : source[at++];
  }

  function literal(character) {
    return one(anyCase((c) => c === character));
  }

  function anyCase(fits) {
    return flags.includes('i') ? (c) => fits(c.toLowerCase()) || fits(c.toUpperCase()) : fits;
  }

  function take(text) {
    if (!source.startsWith(text, at)) return false;
    at += text.length;
    return true;
  }
}

function one(fits) {
  return { is: 'char', fits };
}
