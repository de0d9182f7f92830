import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORTS, root } from './suites.mjs';

/** Counts a finished step: its tests where it runs a vitest project, else itself as one. */
export function tally({ project }, { code, output }) {
  const skipped = [...output.matchAll(/^\s*SKIPPED: *(.*)$/gm)].map(([, reason]) => reason);
  if (!project) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped };
  return tallyTests({ code, skipped, report: readReport(project) });
}

/** Counts from vitest's JSON report. A run that failed without a failed test, or found none, counts as one failure. */
export function tallyTests({ code, skipped, report }) {
  const passed = report?.numPassedTests ?? 0;
  const failedTests = report?.numFailedTests ?? 0;
  const broken = failedTests === 0 && (code !== 0 || passed === 0);
  const unexplained = (report?.numPendingTests ?? 0) - skipped.length;
  const silent = unexplained > 0 ? [`${unexplained} tests that do not say why`] : [];
  return {
    passed,
    failed: failedTests + (broken ? 1 : 0),
    skipped: [...skipped, ...silent],
    failures: failuresIn(report),
  };
}

/** The names of the failed tests, each with the first line of its error. */
function failuresIn(report) {
  return (report?.testResults ?? []).flatMap(({ assertionResults = [] }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages = [] }) => `${fullName}: ${failureMessages[0]?.split('\n')[0] ?? ''}`,
      ),
  );
}

function readReport(project) {
  const file = join(root, REPORTS, `${project}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
