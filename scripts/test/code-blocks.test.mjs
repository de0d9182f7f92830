import { expect, test } from 'vitest';
import { codeBlocks, commentBlocks } from '../docs/code-blocks.mjs';
import { locate } from '../docs/locate.mjs';

const markdown = [
  '# Title',
  '',
  '```ts',
  'const a = 1;',
  '```',
  '',
  '1. In a list:',
  '',
  '   ```tsx',
  '   a;',
  '   ```',
];

test('finds the blocks of a document, their language and where their code starts', () => {
  expect(codeBlocks(markdown.join('\n'), 'README.md')).toEqual([
    { file: 'README.md', language: 'ts', line: 4, code: 'const a = 1;\n' },
    { file: 'README.md', language: 'tsx', line: 10, code: 'a;\n' },
  ]);
});

test('passes over other languages', () => {
  expect(codeBlocks('```tson\nx\n```\n```sh\nls\n```\n', 'README.md')).toEqual([]);
});

test('finds the examples of doc comments', () => {
  const source = [
    'const x = 1;',
    '/**',
    ' * Does it.',
    ' * @example',
    ' * ```ts',
    ' * if (a) {',
    ' *   b();',
    ' * }',
    ' * ```',
    ' */',
  ];

  expect(commentBlocks(source.join('\n'), 'src/a.ts')).toEqual([
    { file: 'src/a.ts', language: 'ts', line: 6, code: 'if (a) {\n  b();\n}\n' },
  ]);
});

test('reports errors where the block stands', () => {
  const [, second] = codeBlocks(markdown.join('\n'), 'README.md');

  expect(locate('block-1.tsx(1,5): error TS2304: no.', [undefined, second])).toBe(
    'README.md:10:5: error TS2304: no.',
  );
});
