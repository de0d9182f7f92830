import ts from 'typescript';

/** The regular expressions of a source, and the places where one is put together from a text. */
export function allPatterns(source, file) {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
  const literals = [];
  const made = [];
  visit(parsed);
  return { literals, made };

  function visit(node) {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
      const end = node.text.lastIndexOf('/');
      literals.push({
        text: node.text,
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
        file,
      });
    }
    const isMade =
      ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp';
    if (isMade) made.push(`${file}: ${node.arguments?.[0]?.getText(parsed) ?? ''}`);
    ts.forEachChild(node, visit);
  }
}
