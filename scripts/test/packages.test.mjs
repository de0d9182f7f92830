import { expect, test } from 'vitest';
import { fixManifest, manifestProblems } from '../manifests.mjs';
import { packageEntries } from '../package-entries.mjs';

const exports = {
  '.': { '@fanfare/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
  './queues': {
    '@fanfare/source': { browser: './src/refuse.ts', default: './src/queues/index.ts' },
    types: './dist/queues/index.d.ts',
    browser: './dist/refuse.js',
    default: './dist/queues/index.js',
  },
  './vectors.json': './vectors.json',
  './package.json': './package.json',
};

const complete = {
  type: 'module',
  license: 'MIT',
  sideEffects: false,
  engines: { node: '>=22.13' },
  files: ['dist'],
  exports,
};

test('builds what is exported, imported by condition, or run', () => {
  const imports = { '#load': { '@fanfare/source': './src/load.ts', default: './dist/load.js' } };

  expect(packageEntries({ exports, imports, bin: { fanfare: './dist/cli.js' } })).toEqual({
    cli: 'src/cli.ts',
    index: 'src/index.ts',
    load: 'src/load.ts',
    'queues/index': 'src/queues/index.ts',
    refuse: 'src/refuse.ts',
  });
});

test('publishes the same exports without the source condition', () => {
  const fixed = fixManifest(complete, 'packages/x');

  expect(manifestProblems(fixed, 'packages/x')).toEqual([]);
  expect(JSON.stringify(fixed.publishConfig)).not.toContain('src');
});

test.each([
  [{ exports: { ...exports, './new': './dist/new.js' } }, /publishConfig\.exports/],
  [{ imports: { '#load': './dist/load.js' } }, /publishConfig\.imports/],
  [{ scripts: { postinstall: 'node x.js' } }, /postinstall would run/],
  [{ repository: undefined }, /repository\.directory must be packages\/x/],
  [{ files: ['dist'] }, /files must list dist, CHANGELOG\.md, SECURITY\.md/],
  [{ publishConfig: { access: 'public', exports: {} } }, /provenance must be true/],
  [{ bugs: undefined }, /bugs must say/],
])('N13: reports %j', (change, problem) => {
  const manifest = { ...fixManifest(complete, 'packages/x'), ...change };

  expect(manifestProblems(manifest, 'packages/x').join()).toMatch(problem);
});

test('N10: every dependency that users install has a reason', () => {
  const manifest = {
    ...fixManifest(complete, 'packages/x'),
    dependencies: { 'left-pad': '^1.0.0', zod: '^4.0.0' },
  };

  expect(manifestProblems(manifest, 'packages/x')).toEqual([
    expect.stringMatching(/^left-pad is a dependency/),
  ]);
});
