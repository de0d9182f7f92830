import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../steps/suites.mjs';

const RESULTS = join(root, 'fixtures/mutation/results.json');
const NOTICED = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);

/** What was measured so far, by file. */
export function readResults() {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
}

/** Keeps what a run found, in the order of the names. */
export function saveResult(file, result) {
  const all = Object.entries({ ...readResults(), [file]: result }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(RESULTS, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

/** Sums up the mutants of a file; mutants that do not load, such as a broken regular expression, count for nothing. */
export function summarize(source, mutants) {
  const lines = source.split('\n');
  return {
    state: stateOf(source),
    noticed: mutants.filter(({ status }) => NOTICED.has(status)).length,
    survivors: mutants.filter(({ status }) => MISSED.has(status)).map((mutant) => survivor(mutant, lines)),
  };
}

/** Names the state of a source, so that a figure is not taken for one of a later state. */
export function stateOf(source) {
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}

/** How many of the mutants that count were noticed, in percent. */
export function scoreOf({ noticed, survivors }) {
  const all = noticed + survivors.length;
  return all === 0 ? 100 : (100 * noticed) / all;
}

function survivor({ location: { start, end }, mutatorName, replacement }, lines) {
  const rows = lines.slice(start.line - 1, end.line);
  rows[rows.length - 1] = rows.at(-1).slice(0, end.column - 1);
  rows[0] = rows[0].slice(start.column - 1);
  return { was: flat(rows.join('\n')), became: flat(replacement ?? ''), kind: mutatorName };
}

function flat(code) {
  return code.replaceAll(/\s+/g, ' ').trim();
}
