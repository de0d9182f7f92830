const literalField = /^( *)[\w$'-]+: "[^"]*";$/;

/**
 * Puts into a fixed order what the compiler writes in the order in which it happened to meet it: members of unions of texts, and the fields
 * of objects that were made of such unions.
 */
export function inFixedOrder(report) {
  const unions = report.replaceAll(/"[^"\n]*"(?: \| "[^"\n]*")+/g, (union) =>
    union.split(' | ').toSorted(byText).join(' | '),
  );
  const lines = [];
  let run = [];
  const flush = () => {
    lines.push(...run.toSorted(byText));
    run = [];
  };
  for (const line of unions.split('\n')) {
    const indent = literalField.exec(line)?.[1];
    if (run.length > 0 && indent !== literalField.exec(run[0])?.[1]) flush();
    if (indent === undefined) lines.push(line);
    else run.push(line);
  }
  flush();
  return lines.join('\n');
}

function byText(one, other) {
  return one < other ? -1 : Number(one > other);
}
