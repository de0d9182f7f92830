const ID = /^[A-Z]\d{1,2}$/;

/** The rows of the groups (id, what holds, priority, state) and the reasons (id, why) of the table's document. */
export function readRequirements(markdown, file) {
  const lines = markdown.split(/\r?\n/).map((text, index) => ({ cells: cellsOf(text), line: index + 1 }));
  const found = lines.filter(({ cells }) => ID.test(cells[0]));
  return {
    rows: found
      .filter(({ cells }) => cells.length > 2)
      .map(({ cells: [id, , priority, state], line }) => ({ file, line, id, priority, state })),
    reasons: found
      .filter(({ cells }) => cells.length === 2)
      .map(({ cells: [id, why], line }) => ({ file, line, id, why })),
  };
}

function cellsOf(text) {
  return text
    .replaceAll(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}
