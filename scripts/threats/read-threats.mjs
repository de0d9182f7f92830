const HEADING = /^### (T\d+)\. (.+)$/;
const TEST = /^- \[`([^`]+)`\]\((\S+)\): (.+)$/;

/** The threats of the page: a heading with an id, an answer, and the tests that try it, each with its file and its title. */
export function readThreats(markdown, file) {
  const threats = [];
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const line = index + 1;
    const [, id, name] = HEADING.exec(text) ?? [];
    if (id !== undefined) threats.push({ file, line, id, name, hasAnswer: false, tests: [] });
    else if (/^##? /.test(text)) threats.push(undefined);
    const threat = threats.at(-1);
    if (threat === undefined) continue;
    if (/^\*\*Answer\.\*\* \S/.test(text)) threat.hasAnswer = true;
    const [, path, link, title] = TEST.exec(text) ?? [];
    if (path !== undefined) threat.tests.push({ line, path, link, title });
  }
  return threats.filter((threat) => threat !== undefined);
}
