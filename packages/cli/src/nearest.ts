const mostEdits = 2;

/** The name that was probably meant: at most two letters are missing, too many, other or swapped; `undefined` where none is near. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const word = typed.toLowerCase().slice(0, 40);
  const [best] = names
    .map((name) => ({ name, edits: edits(word, name) }))
    .filter(({ name, edits: count }) => count <= Math.min(mostEdits, name.length - 2))
    .sort((one, other) => one.edits - other.edits);
  return best?.name;
}

/** The distance of Damerau and Levenshtein, by optimal alignment of two words. */
function edits(from: string, to: string): number {
  const rows = [[...Array(to.length + 1).keys()]];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const at = (up: number, left: number): number =>
        (up === 0 ? line : rows[row - up])?.[column - left] ?? Infinity;
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          at(0, 1) + 1,
          at(1, 0) + 1,
          at(1, 1) + (from[row - 1] === to[column - 1] ? 0 : 1),
          row > 1 && column > 1 && isSwap ? at(2, 2) + 1 : Infinity,
        ),
      );
    }
    rows.push(line);
  }
  return rows[from.length]?.[to.length] ?? Infinity;
}
