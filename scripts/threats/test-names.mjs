import ts from 'typescript';

const RUNNERS = new Set(['describe', 'it', 'test']);
const NOT_RUN = new Set(['skip', 'todo']);

/** The titles in a test file as they stand in its source, `$name` and `${…}` included; what never runs is left out. */
export function testNames(source, file) {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
  const found = new Set();
  visit(parsed);
  return found;

  function visit(node) {
    const [runner, ...modifiers] = ts.isCallExpression(node) ? wordsOf(node.expression) : [];
    const isTest = RUNNERS.has(runner);
    if (isTest && modifiers.some((word) => NOT_RUN.has(word))) return;
    const name = isTest ? literalOf(node.arguments[0]) : undefined;
    if (name !== undefined) found.add(name);
    ts.forEachChild(node, visit);
  }

  function literalOf(node) {
    if (node === undefined) return undefined;
    if (ts.isStringLiteralLike(node)) return node.text;
    return ts.isTemplateExpression(node) ? node.getText(parsed).slice(1, -1) : undefined;
  }
}

/** What a callee is made of: `describe`, `skipIf` of `describe.skipIf(condition)`. */
function wordsOf(callee) {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [...wordsOf(callee.expression), callee.name.text];
  if (ts.isCallExpression(callee)) return wordsOf(callee.expression);
  return ts.isTaggedTemplateExpression(callee) ? wordsOf(callee.tag) : [];
}
