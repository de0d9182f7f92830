/** More steps than any linear pattern makes on the inputs of these checks. */
export const TOO_MANY = 300_000;

/**
 * Searches as a backtracking engine does, and counts what it looks at: what takes the time of a real one, without its
 * clock. An engine may be faster than that; none of them is slower.
 */
export function countSteps(tree, input, { flags = '' } = {}) {
  let steps = 0;
  let from = 0;
  let isMatch = false;
  const isSticky = flags.includes('y');
  try {
    while (from <= input.length) {
      let end = -1;
      const found = match(tree, from, (to) => {
        end = to;
        return true;
      });
      isMatch ||= found;
      if (!found && (isSticky || startsAtTheStart(tree))) break;
      if (found && !flags.includes('g')) break;
      from = found && end > from ? end : from + 1;
    }
  } catch (error) {
    if (error instanceof RangeError) return { steps: TOO_MANY, isMatch };
    throw error;
  }
  return { steps, isMatch };

  function match(node, at, next) {
    if (++steps > TOO_MANY) throw new RangeError('too many steps');
    if (node.is === 'char') return at < input.length && node.fits(input[at]) && next(at + 1);
    if (node.is === 'start') return at === 0 && next(at);
    if (node.is === 'end') return at === input.length && next(at);
    if (node.is === 'edge') return isWord(at - 1) !== isWord(at) && next(at);
    if (node.is === 'all') return inOrder(node.parts, { at, next });
    if (node.is === 'any') return node.arms.some((arm) => match(arm, at, next));
    if (node.is === 'look') return looksRight(node, at) === node.isWanted && next(at);
    return repeat(node, { at, next, count: 0 });
  }

  function inOrder(parts, { at, next, index = 0 }) {
    if (index === parts.length) return next(at);
    return match(parts[index], at, (to) => inOrder(parts, { at: to, next, index: index + 1 }));
  }

  function repeat(node, { at, next, count }) {
    const more = () =>
      count < node.max &&
      match(
        node.body,
        at,
        (to) => (to > at || count < node.min) && repeat(node, { at: to, next, count: count + 1 }),
      );
    const enough = () => count >= node.min && next(at);
    return node.isLazy ? enough() || more() : more() || enough();
  }

  /** What lies behind is one character in our sources. */
  function looksRight({ isBehind, body }, at) {
    if (!isBehind) return match(body, at, () => true);
    return at > 0 && match(body, at - 1, (to) => to === at);
  }

  function isWord(index) {
    return /\w/.test(input[index] ?? ' ');
  }
}

function startsAtTheStart(node) {
  if (node.is === 'start') return true;
  if (node.is === 'all') return node.parts.length > 0 && startsAtTheStart(node.parts[0]);
  return node.is === 'any' && node.arms.every(startsAtTheStart);
}
