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

/**
 * The places of survivors, as Stryker takes them. A survivor is kept by what it changed, so every place that reads the
 * same is one; an end that is a character too far does no harm.
 */
export function placesOf(source, survivors) {
  const found = survivors.flatMap(({ was }) => {
    const text = new RegExp(
      was
        .split(' ')
        .map((word) => RegExp.escape(word))
        .join('\\s+'),
      'g',
    );
    return [...source.matchAll(text)].map(
      ({ 0: code, index }) => `${at(source, index)}-${at(source, index + code.length)}`,
    );
  });
  return [...new Set(found)];
}

/** Puts what became of the survivors in place of them; all others were noticed in the same state, and still are. */
export function mergeAgain(before, { survivors }) {
  const all = before.noticed + before.survivors.length;
  const left = before.survivors.filter((old) =>
    survivors.some((one) => one.was === old.was && one.became === old.became),
  );
  return { ...before, noticed: all - left.length, survivors: left };
}

function at(source, index) {
  const lines = source.slice(0, index).split('\n');
  return `${lines.length}:${lines.at(-1).length}`;
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
