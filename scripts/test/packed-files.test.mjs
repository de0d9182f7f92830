import { expect, test } from 'vitest';
import { embedsMap, problemsOfFiles } from '../packed-files.mjs';

const published = ['package.json', 'README.md', 'LICENSE', 'SECURITY.md', 'dist/index.js', 'dist/index.d.ts'];

test('N7: a tarball holds what was built, and says what it is', () => {
  expect(problemsOfFiles('@fanfare/node', published)).toEqual([]);
  expect(problemsOfFiles('@fanfare/node', published.slice(1))).toEqual([
    'package.json is missing from the tarball',
  ]);
});

test.each([
  'src/index.ts',
  'dist/index.js.map',
  'dist/index.ts',
  'dist/webhooks.test.js',
  'test/index.test.ts',
  'page/index.html',
  '.env',
  'dist/../.env.js/x',
])('N7: a tarball has no room for %s', (file) => {
  expect(problemsOfFiles('@fanfare/node', [...published, file])).toEqual([
    `${file} does not belong into the tarball`,
  ]);
});

test('N7: a map inside of a built file is found', () => {
  expect(embedsMap('run();\n//# sourceMappingURL=data:application/json;base64,e30=\n')).toBe(true);
  expect(embedsMap("const text = '//# sourceMappingURL=data:';\n")).toBe(false);
});
