// Protects: "a small mistake in the token engine, the verifier or the inbox of webhooks fails a test". Stryker makes the
// mistakes, one file at a time; docs/mutation.md says what came of it. Files or groups are arguments, with `--again`
// to try nothing but their survivors; with none, only the figures at hand are judged.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, writePage } from './mutation/page.mjs';
import {
  mergeAgain,
  placesOf,
  readResults,
  saveResult,
  scoreOf,
  stateOf,
  summarize,
} from './mutation/results.mjs';
import { runStryker } from './mutation/run-stryker.mjs';
import { GROUPS } from './mutation/targets.mjs';
import { root } from './steps/suites.mjs';

const isAgain = process.argv.includes('--again');
const wanted = process.argv.slice(2).filter((word) => word !== '--again');
const targets = Object.entries(GROUPS).flatMap(([name, group]) =>
  group.files.map((file) => ({ name, file, group })),
);
const chosen = targets.filter(({ name, file }) => wanted.includes(name) || wanted.includes(file));
const unknown = wanted.filter((word) => !targets.some(({ name, file }) => word === name || word === file));
if (unknown.length > 0) throw new TypeError(`Not a group or a file of one: ${unknown.join(', ')}.`);

if (chosen.length > 0 && !existsSync(join(root, 'fixtures/mutation/node_modules'))) {
  const install = ['ci', '--prefix', 'fixtures/mutation', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', install, { cwd: root, stdio: 'inherit' });
}
const read = (file) => readFileSync(join(root, file), 'utf8');
for (const { file, group } of chosen) {
  const before = readResults()[file];
  const isKnown = isAgain && before !== undefined && before.state === stateOf(read(file));
  if (isKnown && before.survivors.length === 0) continue;
  const { source, mutants } = runStryker(file, {
    group,
    places: isKnown ? placesOf(read(file), before.survivors) : [],
  });
  const found = summarize(source, mutants);
  const result = isKnown ? mergeAgain(before, found) : found;
  saveResult(file, result);
  console.log(`${file}: ${scoreOf(result).toFixed(1)} % of ${result.noticed + result.survivors.length}`);
}

const explained = JSON.parse(read('fixtures/mutation/explained.json'));
const state = { results: readResults(), explained, sourceOf: read };
await writePage(state);
const problems = judge(state);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
