const blank = /[\s;]*/y;
const edge = /\/\*|\*\//g;

/** Returns a text of SQL from its first word on: without the white space, semicolons and comments before it. Comments may be nested. */
export function firstWords(text: string): string {
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    blank.test(text);
    at = blank.lastIndex;
    if (text.startsWith('--', at)) at = text.indexOf('\n', at);
    else if (text.startsWith('/*', at)) at = endOfComment(text, at);
    else return text.slice(at);
    if (at < 0) return '';
  }
}

function endOfComment(text: string, start: number): number {
  let depth = 0;
  edge.lastIndex = start;
  for (let found = edge.exec(text); found !== null; found = edge.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return -1;
}
