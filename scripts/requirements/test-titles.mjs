import ts from 'typescript';

const RUNNERS = new Set(['describe', 'it', 'test']);
const NOT_RUN = new Set(['skip', 'todo']);
// A letter outside of the groups of the table, as in `S12: …`, names a scenario of the sessions and no requirement.
const IDS = /^([A-O]\d{1,2}(?:, [A-O]\d{1,2})*): /;

/** The titles of a test file that start with ids, such as `D6, A6: …`, each with its ids and line. */
export function testTitles(source, file) {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
  const found = [];
  visit(parsed);
  return found;

  function visit(node) {
    const [runner, ...modifiers] = ts.isCallExpression(node) ? wordsOf(node.expression) : [];
    const isTest = RUNNERS.has(runner);
    if (isTest && modifiers.some((word) => NOT_RUN.has(word))) return;
    const ids = isTest && idsOf(node.arguments[0]);
    if (ids) found.push({ file, line: lineOf(node.arguments[0]), ids });
    ts.forEachChild(node, visit);
  }

  function lineOf(node) {
    return parsed.getLineAndCharacterOfPosition(node.getStart(parsed)).line + 1;
  }
}

/** What a callee is made of: `describe`, `skipIf` of `describe.skipIf(condition)`. */
function wordsOf(callee) {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [...wordsOf(callee.expression), callee.name.text];
  if (ts.isCallExpression(callee)) return wordsOf(callee.expression);
  return ts.isTaggedTemplateExpression(callee) ? wordsOf(callee.tag) : [];
}

function idsOf(argument) {
  return IDS.exec(literalStart(argument))?.[1].split(', ');
}

/** What is known of a title before the tests run: a literal, or a template up to its first variable. */
function literalStart(node) {
  if (node === undefined) return '';
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text;
  return ts.isBinaryExpression(node) ? literalStart(node.left) : '';
}
