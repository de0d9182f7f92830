import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operationList } from '../../packages/contract/src/operations/index.js';
import { root } from '../steps/suites.mjs';
import { findProblems } from '../threats/find-problems.mjs';
import { readThreats } from '../threats/read-threats.mjs';
import { testNames } from '../threats/test-names.mjs';

const page = [
  '# Threats',
  '',
  '### T1. A key is stolen',
  '',
  '**Answer.** It is revoked.',
  '',
  '- [`a.test.ts`](../a.test.ts): A7: is revoked',
  '- [`a.test.ts`](../a.test.ts): refuses `%s`',
  '',
  '### T2. A door is open',
  '',
  '**Answer.** It is shut.',
  '',
  '- [`b.test.ts`](../b.test.ts): shuts',
  '',
  '## What is left',
  '',
  '- [`c.test.ts`](../c.test.ts): belongs to no threat',
].join('\n');
const files = { 'a.test.ts': new Set(['A7: is revoked', 'refuses `%s`']), 'b.test.ts': new Set(['shuts']) };
const problemsOf = (markdown) =>
  findProblems(readThreats(markdown, 'page.md'), (file) => files[file]).map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  );

describe('N5: the page of threats', () => {
  test('has nothing against it where every threat has an answer and a test', () => {
    expect(readThreats(page, 'page.md').map(({ id, tests }) => [id, tests.length])).toEqual([
      ['T1', 2],
      ['T2', 1],
    ]);
    expect(problemsOf(page)).toEqual([]);
  });

  test.each([
    ['a threat without a test', /- \[`b.*\n/, '', '10: T2 has no test'],
    ['a threat without an answer', '**Answer.** It is shut.', 'It is shut.', '10: T2 has no answer'],
    ['an answer without words', '**Answer.** It is shut.', '**Answer.** ', '10: T2 has no answer'],
    [
      'a file that does not exist',
      /b\.test\.ts/g,
      'd.test.ts',
      '14: T2 names d.test.ts, which does not exist',
    ],
    ['a test that does not exist', ': shuts', ': locks', '14: T2 names no test of b.test.ts: locks'],
    ['a link that leads elsewhere', '(../b.test.ts)', '(b.test.ts)', '14: T2 links b.test.ts in place of'],
    ['an id that is left out', '### T2.', '### T3.', '10: T3 should be T2'],
  ])('finds %s', (_, from, to, problem) => {
    expect(problemsOf(page.replace(from, to)).join('\n')).toContain(`page.md:${problem}`);
  });
});

/** What the table of the page calls a credential of the contract. */
const CREDENTIALS = { pk: 'publishable key', consumer: 'access token', sk: 'secret key' };

describe('E9: the picture of what goes where', () => {
  const markdown = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
  const [, picture = ''] = /```mermaid\n([^`]+)```/.exec(markdown) ?? [];
  const rows = [...markdown.matchAll(/^\| (\d+) +\|([^|]+)\|([^|]+)\|([^|]+)\|$/gm)];

  test('has a row of the table for every arrow, with a credential and data', () => {
    const arrows = new Set([...picture.matchAll(/"(\d+) ·/g)].map(([, number]) => number));

    expect(arrows.size).toBeGreaterThan(6);
    expect(rows.map(([, number]) => number)).toEqual([...arrows]);
    expect(rows.filter((cells) => cells.some((cell) => cell.trim() === ''))).toEqual([]);
  });

  test('names every credential that the contract knows', () => {
    const known = new Set(operationList.flatMap(({ auth }) => auth.flat()));
    const named = rows.map(([, , , credential]) => credential).join();

    expect([...known].sort()).toEqual(Object.keys(CREDENTIALS).sort());
    for (const credential of known) expect(named).toContain(CREDENTIALS[credential]);
  });
});

describe('the titles of tests', () => {
  test.each([
    ["it('refuses', run);", ['refuses']],
    ["describe('doors', () => { test.each(doors)('%s shuts', run); });", ['doors', '%s shuts']],
    ['describe.skipIf(none)(`door ${name}`, run);', ['door ${name}']],
    ["it.skip('never', run); describe.todo('later'); describe.skip('a', () => { it('b', run); });", []],
    ["// it('said')\nexpect('said').toBe(title); it(title, run);", []],
  ])('are read from %s', (source, names) => {
    expect([...testNames(source, 'a.test.ts')]).toEqual(names);
  });
});
