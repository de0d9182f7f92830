const FENCE = /^( *)```(ts|tsx)\b[^\n]*\n([\s\S]*?)^ *```/gm;
const COMMENT = /\/\*\*[\s\S]*?\*\//g;
const LEADING_STAR = /^[ \t]*(\/\*\*|\*(?!\/) ?)/gm;

const lineOf = (text, offset) => text.slice(0, offset).split('\n').length;

/** The TypeScript blocks of a Markdown text, each with the line on which its code starts. */
export function codeBlocks(text, file, firstLine = 1) {
  return [...text.matchAll(FENCE)].map(({ index, 1: indent, 2: language, 3: code }) => ({
    file,
    language,
    line: firstLine + lineOf(text, index),
    code: code.replaceAll(new RegExp(`^ {0,${indent.length}}`, 'gm'), ''),
  }));
}

/** The TypeScript blocks inside the doc comments of a source file. */
export function commentBlocks(source, file) {
  return [...source.matchAll(COMMENT)].flatMap(({ index, 0: comment }) =>
    codeBlocks(comment.replaceAll(LEADING_STAR, ''), file, lineOf(source, index)),
  );
}
