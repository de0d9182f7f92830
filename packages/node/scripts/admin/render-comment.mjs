const width = 104;

/** Writes a doc comment, its prose broken into lines; what is given as an array stays as it is. */
export function renderComment(parts) {
  const lines = parts.flatMap((part) => (Array.isArray(part) ? part : wrap(part)));
  if (lines.length === 1 && lines[0].length <= width - 7) return `/** ${lines[0]} */`;
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

function wrap(text) {
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && `${line} ${word}`.length > width) {
      lines.push(line);
      line = text.startsWith('@') ? `  ${word}` : word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
