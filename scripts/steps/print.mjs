const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export const failureOf = ({ failed }) => failed > 0;

/** Prints the line of a finished step. */
export function printStep(result) {
  process.stdout.write(`${row(result)}\n`);
}

/** Prints the closing table and the count, and returns the exit code. Where `ci` is set, nothing may be skipped. */
export function printSummary(results, { ms, ci }) {
  const skipped = results.flatMap(({ name, skipped: reasons }) =>
    reasons.map((reason) => `${name}: ${reason}`),
  );
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failed = sum('failed') + (ci ? skipped.length : 0);

  const lines = ['', ...results.map(row), `${'total'.padEnd(26)}${seconds(ms).padStart(9)}`];
  for (const reason of skipped) lines.push(`skipped${ci ? ' (counts as failed in CI)' : ''} ${reason}`);
  // Once more at the end: of a long log, the end is what is read, and kept.
  for (const { name, failures = [] } of results) {
    for (const failure of failures) lines.push(`failed ${name}: ${failure}`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n${sum('passed')} passed, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
}

function row(result) {
  const { name, ms, passed, failed, note } = result;
  const tests = passed + failed > 1 ? `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}` : '';
  return `${failureOf(result) ? 'FAIL' : 'ok  '}  ${name.padEnd(20)}${seconds(ms).padStart(9)}  ${note ?? tests}`.trimEnd();
}
