// Protects: "every threat has a test". Reads docs/threat-model.md and the titles of the tests that it names, not their
// outcome: whether they pass is for the steps that run them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps/suites.mjs';
import { findProblems } from './threats/find-problems.mjs';
import { readThreats } from './threats/read-threats.mjs';
import { testNames } from './threats/test-names.mjs';

const PAGE = 'docs/threat-model.md';
const read = (file) => readFileSync(join(root, file), 'utf8');
const namesOf = (file) => (existsSync(join(root, file)) ? testNames(read(file), file) : undefined);

const threats = readThreats(read(PAGE), PAGE);
const problems = findProblems(threats, namesOf);

console.log(
  `${threats.length} threats, tried by ${threats.flatMap(({ tests }) => tests).length} named tests`,
);
for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`);
process.exitCode = problems.length > 0 || threats.length === 0 ? 1 : 0;
