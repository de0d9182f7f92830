import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORTS, root } from '../steps/suites.mjs';
import { leaksIn } from './leaks-in.mjs';
import { isToldOnPurpose } from './told-on-purpose.mjs';

/** Finds the secrets in all that a step has printed and reported; says what and where, and shows none. */
export function leaksOfStep({ name, project }, output) {
  const report = project === undefined ? undefined : join(root, REPORTS, `${project}.json`);
  const texts = [
    [`the output of ${name}`, output],
    [`the report of ${name}`, report !== undefined && existsSync(report) ? readFileSync(report, 'utf8') : ''],
  ];
  return texts.flatMap(([outlet, text]) =>
    leaksIn(text)
      .filter(({ match }) => !isToldOnPurpose(match, outlet))
      .map(({ kind, shown }) => `${outlet}: ${kind}, ${shown}`),
  );
}
