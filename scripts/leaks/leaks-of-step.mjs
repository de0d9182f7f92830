import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORTS, root } from '../steps/suites.mjs';
import { leaksIn } from './leaks-in.mjs';
import { isToldOnPurpose } from './told-on-purpose.mjs';

/** Finds the secrets in all that a step has printed and reported; says what and where, and shows none. */
export function leaksOfStep({ name, project }, output) {
  const file = project === undefined ? undefined : join(root, REPORTS, `${project}.json`);
  const report = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : '';
  const titles = titlesIn(report);
  const texts = [
    [`the output of ${name}`, output],
    [`the report of ${name}`, report],
  ];
  return texts.flatMap(([outlet, text]) =>
    leaksIn(text)
      .filter(({ match }) => !isToldOnPurpose(match, outlet) && !titles.includes(match))
      .map(({ kind, shown }) => `${outlet}: ${kind}, ${shown}`),
  );
}

/** What tests are called, as a report has it: the writer of a test gave the name, with the malformed key that it tries. */
export function titlesIn(report) {
  if (report === '') return '';
  const results = JSON.parse(report).testResults ?? [];
  return results
    .flatMap(({ assertionResults = [] }) => assertionResults.map(({ fullName }) => JSON.stringify(fullName)))
    .join('\n');
}
