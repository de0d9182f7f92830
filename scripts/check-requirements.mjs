// Protects: "every requirement is proved by a test that carries its id, or the table says who owes it". Reads the
// titles of the tests, not their outcome: whether they pass is for the steps that run them.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countStates } from './requirements/count-states.mjs';
import { findProblems } from './requirements/find-problems.mjs';
import { readRequirements } from './requirements/read-requirements.mjs';
import { testTitles } from './requirements/test-titles.mjs';
import { root } from './steps/suites.mjs';

const TABLE = 'docs/requirements.md';
const TESTS = '{packages/*,e2e,examples/*,scripts}/test/**/*.test.{ts,tsx,mjs}';
const read = (file) => readFileSync(join(root, file), 'utf8');

const { rows, reasons } = readRequirements(read(TABLE), TABLE);
const titles = globSync(TESTS, { cwd: root })
  .sort()
  .flatMap((file) => testTitles(read(file), file));
const problems = findProblems({ rows, reasons, titles });

for (const line of countStates(rows)) console.log(line);
for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`);
process.exitCode = problems.length > 0 ? 1 : 0;
