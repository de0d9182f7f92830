import { describe, expect, test } from 'vitest';
import { countStates } from '../requirements/count-states.mjs';
import { findProblems } from '../requirements/find-problems.mjs';
import { readRequirements } from '../requirements/read-requirements.mjs';
import { testTitles } from '../requirements/test-titles.mjs';

const table = [
  '## A. Keys',
  '',
  '| Id  | What must hold | Priority   | State      |',
  '| --- | -------------- | ---------- | ---------- |',
  '| A1  | Keys open.     | core     | tested   |',
  '| A2  | Keys close.    | beyond   | in part  |',
  '| B1  | Tokens end.    | core     | later    |',
  '| B2  | Hosts last.    | ops-only | operator |',
  '',
  '| Id  | Why                 |',
  '| --- | ------------------- |',
  '| A2  | Doors are not built |',
  '| B1  | Time is not built   |',
  '| B2  | Whoever runs it     |',
].join('\n');

const titles = [
  { file: 'a.test.ts', line: 3, ids: ['A1'] },
  { file: 'a.test.ts', line: 9, ids: ['A1', 'A2'] },
];

describe('the table of requirements', () => {
  test('has nothing against tests that carry what it says', () => {
    expect(problems(table)).toEqual([]);
  });

  test.each([
    ['a row that no test carries', /A1 {2}\| Keys open/, 'A3  | Keys open', '5: A3 is tested, but no test'],
    ['a reason that is missing', /^\| B1.*Time.*\n/m, '', '7: B1 is later, but no reason'],
    ['a reason without words', 'Whoever runs it', '', '14: B2 says no reason'],
    ['a reason for what is tested', 'A2  | Doors', 'A1  | Doors', '5: A1 is tested, but a reason'],
    ['a reason for no row', 'B2  | Whoever', 'B9  | Whoever', '14: B9 is not a row'],
    ['a row that stands there twice', 'A2  | Keys', 'A1  | Keys', '6: A1 stands here twice'],
    ['a state that there is not', 'later', 'soon', '7: B1 has the state "soon"'],
    ['a priority that there is not', 'beyond', 'nice', '6: A2 has the priority "nice"'],
    [
      'what is ours and left to the operator',
      'ops-only',
      'core',
      "8: B2 is core, so it is not the operator's",
    ],
  ])('finds %s', (_, from, to, found) => {
    expect(problems(table.replace(from, to)).join('\n')).toContain(`table.md:${found}`);
  });

  test('finds an exclusion that has become stale, and the test that made it so', () => {
    const proof = { file: 'b.test.ts', line: 7, ids: ['B1'] };

    expect(problems(table, [...titles, proof])).toEqual([
      'table.md:7: B1 is excluded as "later", but carried by b.test.ts:7',
    ]);
  });

  test('finds a test that carries an unknown id', () => {
    const stranger = { file: 'b.test.ts', line: 7, ids: ['A1', 'C7'] };

    expect(problems(table, [...titles, stranger])).toEqual(['b.test.ts:7: C7 is not in the table']);
  });

  test('is counted by group and state', () => {
    expect(countStates(readRequirements(table, 'table.md').rows)).toEqual([
      'A     2 rows: 1 tested, 1 in part, 0 later, 0 operator',
      'B     2 rows: 0 tested, 0 in part, 1 later, 1 operator',
      'all   4 rows: 1 tested, 1 in part, 1 later, 1 operator',
    ]);
  });
});

describe('the titles of tests', () => {
  test.each([
    ["it('D6, A6: hides', run);", ['D6', 'A6']],
    ["describe('B5: tabs', () => {});", ['B5']],
    ["test.each([['K1: no title']])('F3: refuses %s', run);", ['F3']],
    ["describe.skipIf(missing)('E12: vectors', run);", ['E12']],
    ['test.each`a ${1}`("H1: $a", run);', ['H1']],
    ['it(`F4: ${limit} calls`, run);', ['F4']],
    ["it('F5: ' + what, run);", ['F5']],
  ])('are read from %s', (source, ids) => {
    expect(testTitles(`\n${source}`, 'a.test.ts')).toEqual([{ file: 'a.test.ts', line: 2, ids }]);
  });

  test.each([
    ['a test that does not run', "it.skip('B5: tabs', run); describe.todo('B6: memory');"],
    ['what stands inside of it', "describe.skip('tabs', () => { it('B5: one refresh', run); });"],
    ['what is only said', "// it('B5: tabs')\nexpect('B5: tabs').toBe(it);"],
    ['an id inside a title', "it('sends B5: once', run);"],
    ['a scenario', "it('S12: a tab that sleeps', run);"],
    ['what is known only when it runs', 'it(`${id}: holds`, run); it(title, run); it();'],
  ])('leave out %s', (_, source) => {
    expect(testTitles(source, 'a.test.ts')).toEqual([]);
  });
});

function problems(markdown, carriers = titles) {
  const found = findProblems({ ...readRequirements(markdown, 'table.md'), titles: carriers });
  return found.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
